package org.pcm.bench.naive;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.Map;
import org.hyperledger.fabric.shim.ChaincodeServerProperties;
import org.hyperledger.fabric.shim.NettyGrpcServer;
import org.pcm.bench.process.Standby;
import org.pcm.devnode.Devnode;
import org.pcm.devnode.identity.TlsFiles;

/** The naive chaincode as a process of its own: the shim keeps one chaincode a process. */
public final class NaiveServer {
    /** The chaincode's name on the channel. */
    public static final String CHAINCODE = NaiveChaincode.NAME;

    /** The fact that tells its port on loopback. */
    public static final String PORT = "port";

    private NaiveServer() {}

    /**
     * Serves until its starter ends it.
     *
     * @param args the devnode's data folder, for the TLS files
     */
    public static void main(String[] args) throws IOException {
        NaiveChaincode chaincode = new NaiveChaincode();
        chaincode.prepare();
        int port = freePort();
        new NettyGrpcServer(chaincode, properties(port, Path.of(args[0]))).start();
        Standby.untilTheEnd(Map.of(PORT, String.valueOf(port)));
        System.exit(0); // the shim's threads never end by themselves
    }

    private static ChaincodeServerProperties properties(int port, Path ledger) throws IOException {
        TlsFiles tls = Devnode.chaincodeTls(ledger, CHAINCODE);
        ChaincodeServerProperties properties = new ChaincodeServerProperties();
        properties.setServerAddress(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
        properties.setTlsEnabled(true);
        properties.setKeyCertChainFile(tls.certificate().toString());
        properties.setKeyFile(tls.key().toString());
        properties.setTrustCertCollectionFile(tls.root().toString());
        return properties;
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
