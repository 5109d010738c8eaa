package org.pcm.cli.requirements;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A bad line to a peer: what is asked always arrives, and now and then the answers are lost and the
 * connection with them. Whoever asked cannot know what the peer did.
 */
final class CuttingProxy implements AutoCloseable {
    private static final int BUFFER_BYTES = 1 << 16;
    private static final int LEAST_MILLIS = 400;
    private static final int SPREAD_MILLIS = 1_600;
    private static final long MUTE_MILLIS = 150;

    private final ServerSocket server = new ServerSocket(0, 64, InetAddress.getLoopbackAddress());
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    private final AtomicInteger lost = new AtomicInteger();
    private final String host;
    private final int port;
    private final Random random;
    private volatile boolean bad = true;

    /** A line to {@code target}, host:port; the seed says when it fails. */
    CuttingProxy(String target, long seed) throws IOException {
        int colon = target.lastIndexOf(':');
        host = target.substring(0, colon);
        port = Integer.parseInt(target.substring(colon + 1));
        random = new Random(seed);
        Thread.ofVirtual().name("proxy-to-" + target).start(this::accept);
    }

    /** Where to reach the peer through it. */
    String address() {
        return "127.0.0.1:" + server.getLocalPort();
    }

    /** How often it lost answers so far. */
    int lost() {
        return lost.get();
    }

    /** The line is good from now on. */
    void mend() {
        bad = false;
    }

    private void accept() {
        while (!server.isClosed()) {
            try {
                connect(server.accept());
            } catch (IOException e) {
                // closed, or the peer is not there: who asked notices by itself
            }
        }
    }

    private void connect(Socket client) throws IOException {
        open.add(client);
        Socket peer;
        try {
            peer = new Socket(host, port);
        } catch (IOException e) {
            drop(client);
            throw e;
        }
        open.add(peer);
        Line line = new Line(client, peer);
        Thread.ofVirtual().start(line::questions);
        Thread.ofVirtual().start(line::answers);
        later(LEAST_MILLIS + random.nextInt(SPREAD_MILLIS), line::mute);
    }

    private static void later(long millis, Runnable what) {
        var unused =
                CompletableFuture.runAsync(
                        what, CompletableFuture.delayedExecutor(millis, TimeUnit.MILLISECONDS));
    }

    private void drop(Socket socket) {
        open.remove(socket);
        try {
            socket.close();
        } catch (IOException e) {
            // it is gone in any case
        }
    }

    /** One connection. */
    private final class Line {
        private final Socket client;
        private final Socket peer;
        private volatile boolean mute;

        Line(Socket client, Socket peer) {
            this.client = client;
            this.peer = peer;
        }

        void questions() {
            copy(client, peer, false);
        }

        void answers() {
            copy(peer, client, true);
        }

        private void copy(Socket from, Socket to, boolean answers) {
            byte[] buffer = new byte[BUFFER_BYTES];
            try {
                InputStream in = from.getInputStream();
                OutputStream out = to.getOutputStream();
                for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
                    if (answers && mute) {
                        lost.incrementAndGet();
                    } else {
                        out.write(buffer, 0, n);
                    }
                }
            } catch (IOException e) {
                // cut, by one side or by this proxy
            }
            end();
        }

        void mute() {
            if (bad) {
                mute = true;
                later(MUTE_MILLIS, this::end);
            }
        }

        private void end() {
            drop(client);
            drop(peer);
        }
    }

    @Override
    public void close() throws IOException {
        server.close();
        open.forEach(this::drop);
    }
}
