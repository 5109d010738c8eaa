package org.pcm.participant;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** What stands before a gateway: another address that leads to it, whatever is spoken there. */
final class Relay implements AutoCloseable {

    private final ServerSocket server = new ServerSocket(0, 64, InetAddress.getLoopbackAddress());
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();

    Relay() throws IOException {}

    /** Its address, for a scheme. */
    String url(String scheme) {
        return scheme + "://127.0.0.1:" + server.getLocalPort();
    }

    /** Leads to a gateway from now on. */
    void to(String gateway) {
        URI target = URI.create(gateway);
        Thread.ofVirtual().start(() -> accept(target.getHost(), target.getPort()));
    }

    private void accept(String host, int port) {
        while (!server.isClosed()) {
            try {
                Socket client = server.accept();
                open.add(client);
                Socket gateway = new Socket(host, port);
                open.add(gateway);
                Thread.ofVirtual().start(() -> copy(client, gateway));
                Thread.ofVirtual().start(() -> copy(gateway, client));
            } catch (IOException e) {
                // closed, or the gateway is not there: who asked notices by itself
            }
        }
    }

    private static void copy(Socket from, Socket to) {
        try (from;
                to) {
            from.getInputStream().transferTo(to.getOutputStream());
        } catch (IOException e) {
            // one end has gone: now both have
        }
    }

    @Override
    public void close() throws IOException {
        server.close();
        for (Socket socket : open) {
            socket.close();
        }
    }
}
