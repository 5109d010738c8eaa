package org.pcm.devnode;

import java.net.InetSocketAddress;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import org.hyperledger.fabric.shim.ChaincodeServerProperties;
import org.hyperledger.fabric.shim.NettyGrpcServer;

/**
 * The key-value chaincode as a process of its own, as the organisations of a real network run it:
 * the environment tells it where to listen, what it is called, and whose it is.
 */
public final class KeyValueServer {
    private KeyValueServer() {}

    /** Serves until it is killed. */
    public static void main(String[] args) throws Exception {
        Map<String, String> environment = System.getenv();
        KeyValueChaincode chaincode =
                new KeyValueChaincode("of organisation " + environment.get("PCM_ORGANISATION"));
        chaincode.prepare(Objects.requireNonNull(environment.get("CORE_CHAINCODE_ID_NAME")));
        String address = Objects.requireNonNull(environment.get("CHAINCODE_SERVER_ADDRESS"));
        int colon = address.lastIndexOf(':');
        ChaincodeServerProperties properties = new ChaincodeServerProperties();
        properties.setServerAddress(
                new InetSocketAddress(
                        address.substring(0, colon),
                        Integer.parseInt(address.substring(colon + 1))));
        if (environment.containsKey("CHAINCODE_TLS_KEY")) {
            properties.setTlsEnabled(true);
            properties.setKeyFile(environment.get("CHAINCODE_TLS_KEY"));
            properties.setKeyCertChainFile(environment.get("CHAINCODE_TLS_CERT"));
            properties.setTrustCertCollectionFile(environment.get("CHAINCODE_CLIENT_CA_CERT"));
        }
        new NettyGrpcServer(chaincode, properties).start();
        new CountDownLatch(1).await();
    }
}
