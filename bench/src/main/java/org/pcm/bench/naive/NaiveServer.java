package org.pcm.bench.naive;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.Map;
import org.hyperledger.fabric.shim.ChaincodeServerProperties;
import org.hyperledger.fabric.shim.NettyGrpcServer;
import org.jspecify.annotations.Nullable;
import org.pcm.bench.process.Standby;
import org.pcm.devnode.Devnode;
import org.pcm.devnode.identity.TlsFiles;

/**
 * The naive chaincode as a process of its own: the shim keeps one chaincode a process. A network
 * tells it by Fabric's variables where to listen, as it tells PCM's chaincode; for the devnode it
 * listens at any free port and says which.
 */
public final class NaiveServer {
    /** The chaincode's name on the channel. */
    public static final String CHAINCODE = NaiveChaincode.NAME;

    /** The fact that tells its port on loopback. */
    public static final String PORT = "port";

    private NaiveServer() {}

    /**
     * Serves until its starter ends it.
     *
     * @param args the devnode's data folder, for the TLS files; none on a network
     */
    public static void main(String[] args) throws IOException, InterruptedException {
        if (args.length == 0) {
            onNetwork(System.getenv());
        } else {
            beside(Path.of(args[0]));
        }
        System.exit(0); // the shim's threads never end by themselves
    }

    private static void onNetwork(Map<String, String> environment)
            throws IOException, InterruptedException {
        String address = need(environment, "CHAINCODE_SERVER_ADDRESS");
        int colon = address.lastIndexOf(':');
        serve(
                need(environment, "CORE_CHAINCODE_ID_NAME"),
                new InetSocketAddress(
                        address.substring(0, colon),
                        Integer.parseInt(address.substring(colon + 1))),
                new TlsFiles(
                        Path.of(need(environment, "CHAINCODE_TLS_CERT")),
                        Path.of(need(environment, "CHAINCODE_TLS_KEY")),
                        Path.of(need(environment, "CHAINCODE_CLIENT_CA_CERT"))));
        Thread.currentThread().join();
    }

    private static String need(Map<String, String> environment, String name) {
        @Nullable String value = environment.get(name);
        if (value == null) {
            throw new IllegalArgumentException("set " + name);
        }
        return value;
    }

    private static void beside(Path ledger) throws IOException {
        int port = freePort();
        serve(
                CHAINCODE + ":1",
                new InetSocketAddress(InetAddress.getLoopbackAddress(), port),
                Devnode.chaincodeTls(ledger, CHAINCODE));
        Standby.untilTheEnd(Map.of(PORT, String.valueOf(port)));
    }

    private static void serve(String packageId, InetSocketAddress address, TlsFiles tls)
            throws IOException {
        NaiveChaincode chaincode = new NaiveChaincode();
        chaincode.prepare(packageId);
        ChaincodeServerProperties properties = new ChaincodeServerProperties();
        properties.setServerAddress(address);
        properties.setTlsEnabled(true);
        properties.setKeyCertChainFile(tls.certificate().toString());
        properties.setKeyFile(tls.key().toString());
        properties.setTrustCertCollectionFile(tls.root().toString());
        new NettyGrpcServer(chaincode, properties).start();
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
