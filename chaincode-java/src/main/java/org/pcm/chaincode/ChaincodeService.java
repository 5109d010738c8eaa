package org.pcm.chaincode;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Optional;
import org.hyperledger.fabric.shim.ChaincodeServerProperties;
import org.hyperledger.fabric.shim.NettyGrpcServer;

/**
 * The contract as a running chaincode service that peers connect to: start, let it be, close. One a
 * process, because the shim keeps its connection state there. {@code GET /health} on the health
 * port answers 200 while it listens.
 */
public final class ChaincodeService implements AutoCloseable {
    /** The largest message: Fabric's own limit of 100 MiB. */
    private static final int MAX_MESSAGE_BYTES = 100 << 20;

    private final InetSocketAddress address;
    private final NettyGrpcServer server;
    private final HttpServer health;

    /**
     * How to start the service.
     *
     * @param packageId the id under which the peers installed the chaincode
     * @param host the address to listen at
     * @param port where peers connect, 0 for any free one
     * @param healthPort where to ask for health, 0 for any free one
     * @param tls mutual TLS with the peers, or plain text where there is none
     */
    public record Options(
            String packageId, String host, int port, int healthPort, Optional<TlsIdentity> tls) {
        /** On loopback, at any free ports, in plain text. */
        public static Options local(String packageId) {
            return new Options(packageId, "127.0.0.1", 0, 0, Optional.empty());
        }

        public Options withPort(int newPort) {
            return new Options(packageId, host, newPort, healthPort, tls);
        }

        public Options withTls(TlsIdentity identity) {
            return new Options(packageId, host, port, healthPort, Optional.of(identity));
        }
    }

    private ChaincodeService(InetSocketAddress address, NettyGrpcServer server, HttpServer health) {
        this.address = address;
        this.server = server;
        this.health = health;
    }

    /** Starts the service; {@link IOException} when a port is taken or a TLS file can't be read. */
    public static ChaincodeService start(Options options) throws IOException {
        CooperationChaincode chaincode = new CooperationChaincode(Clock.systemUTC());
        chaincode.prepare(options.packageId());
        int port = options.port() == 0 ? freePort(options.host()) : options.port();
        InetSocketAddress address = new InetSocketAddress(options.host(), port);
        NettyGrpcServer server = new NettyGrpcServer(chaincode, properties(address, options));
        server.start();
        try {
            return new ChaincodeService(address, server, health(options));
        } catch (IOException e) {
            server.stop();
            throw e;
        }
    }

    private static ChaincodeServerProperties properties(
            InetSocketAddress address, Options options) {
        ChaincodeServerProperties properties = new ChaincodeServerProperties();
        properties.setServerAddress(address);
        properties.setMaxInboundMessageSize(MAX_MESSAGE_BYTES);
        options.tls()
                .ifPresent(tls -> {
                    properties.setTlsEnabled(true);
                    properties.setKeyCertChainFile(tls.certificate().toString());
                    properties.setKeyFile(tls.key().toString());
                    properties.setTrustCertCollectionFile(tls.clientRoot().toString());
                });
        return properties;
    }

    private static HttpServer health(Options options) throws IOException {
        HttpServer health =
                HttpServer.create(new InetSocketAddress(options.host(), options.healthPort()), 0);
        byte[] answer = "{\"state\":\"listening\"}".getBytes(StandardCharsets.UTF_8);
        health.createContext(
                "/health",
                exchange -> {
                    try (exchange) {
                        exchange.getResponseHeaders().set("Content-Type", "application/json");
                        exchange.sendResponseHeaders(200, answer.length);
                        exchange.getResponseBody().write(answer);
                    }
                });
        health.start();
        return health;
    }

    private static int freePort(String host) throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getByName(host))) {
            return socket.getLocalPort();
        }
    }

    /** Where peers connect: host:port. */
    public String address() {
        return address.getHostString() + ":" + address.getPort();
    }

    /** Where to ask for health: host:port. */
    public String healthAddress() {
        return address.getHostString() + ":" + health.getAddress().getPort();
    }

    @Override
    public void close() {
        health.stop(0);
        server.stop();
    }
}
