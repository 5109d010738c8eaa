package org.pcm.devnode;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import org.hyperledger.fabric.shim.ChaincodeServerProperties;
import org.hyperledger.fabric.shim.NettyGrpcServer;
import org.jspecify.annotations.Nullable;
import org.pcm.devnode.chaincode.ChaincodeEndpoint;
import org.pcm.devnode.identity.TlsFiles;

/** A chaincode server of the official shim in this process. */
public final class RunningChaincode implements AutoCloseable {
    private final int port;
    private final NettyGrpcServer server;

    private RunningChaincode(int port, NettyGrpcServer server) {
        this.port = port;
        this.server = server;
    }

    /** Starts one whose {@code sign} answers with the given word. */
    public static RunningChaincode start(String signature) throws IOException {
        return start(new KeyValueChaincode(signature), freePort(), null);
    }

    static RunningChaincode start(int port) throws IOException {
        return start(new KeyValueChaincode("same"), port, null);
    }

    static RunningChaincode startTls(TlsFiles tls) throws IOException {
        return start(new KeyValueChaincode("same"), freePort(), tls);
    }

    private static RunningChaincode start(
            KeyValueChaincode chaincode, int port, @Nullable TlsFiles tls) throws IOException {
        chaincode.prepare("kv:1");
        ChaincodeServerProperties properties = new ChaincodeServerProperties();
        properties.setServerAddress(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
        if (tls != null) {
            properties.setTlsEnabled(true);
            properties.setKeyCertChainFile(tls.certificate().toString());
            properties.setKeyFile(tls.key().toString());
            properties.setTrustCertCollectionFile(tls.root().toString());
        }
        NettyGrpcServer server = new NettyGrpcServer(chaincode, properties);
        server.start();
        return new RunningChaincode(port, server);
    }

    static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    int port() {
        return port;
    }

    /** Where it listens. */
    public String address() {
        return "127.0.0.1:" + port;
    }

    /** How a devnode reaches it. */
    public ChaincodeEndpoint endpoint() {
        return ChaincodeEndpoint.plain(address());
    }

    @Override
    public void close() {
        server.stop();
    }
}
