package org.pcm.cli.requirements;

import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import org.hyperledger.fabric.metrics.Metrics;
import org.hyperledger.fabric.shim.Chaincode;
import org.hyperledger.fabric.shim.ChaincodeBase;
import org.hyperledger.fabric.shim.ChaincodeServerProperties;
import org.hyperledger.fabric.shim.ChaincodeStub;
import org.hyperledger.fabric.shim.NettyGrpcServer;
import org.hyperledger.fabric.traces.Traces;
import org.pcm.chaincode.CooperationChaincode;

/**
 * One organisation's chaincode that lies: it runs the contract, and writes something of its own
 * besides, in every transaction. Set up by the same variables as the honest one.
 */
public final class LyingChaincode extends ChaincodeBase {
    private final CooperationChaincode honest = new CooperationChaincode(Clock.systemUTC());

    @Override
    public Chaincode.Response init(ChaincodeStub stub) {
        return honest.init(stub);
    }

    @Override
    public Chaincode.Response invoke(ChaincodeStub stub) {
        Chaincode.Response response = honest.invoke(stub);
        stub.putState("lie", stub.getTxId().getBytes(StandardCharsets.UTF_8));
        return response;
    }

    /** Serves until the process is ended. */
    public static void main(String[] args) throws Exception {
        Map<String, String> environment = System.getenv();
        LyingChaincode chaincode = new LyingChaincode();
        chaincode.processEnvironmentOptions();
        chaincode.processCommandLineOptions(
                new String[] {"-i", environment.get("CORE_CHAINCODE_ID_NAME")});
        Metrics.initialize(chaincode.getChaincodeConfig());
        Traces.initialize(chaincode.getChaincodeConfig());
        String address = Objects.requireNonNull(environment.get("CHAINCODE_SERVER_ADDRESS"));
        int colon = address.lastIndexOf(':');
        ChaincodeServerProperties properties = new ChaincodeServerProperties();
        properties.setServerAddress(
                new InetSocketAddress(
                        address.substring(0, colon),
                        Integer.parseInt(address.substring(colon + 1))));
        properties.setMaxInboundMessageSize(100 << 20);
        properties.setTlsEnabled(true);
        properties.setKeyCertChainFile(environment.get("CHAINCODE_TLS_CERT"));
        properties.setKeyFile(environment.get("CHAINCODE_TLS_KEY"));
        properties.setTrustCertCollectionFile(environment.get("CHAINCODE_CLIENT_CA_CERT"));
        new NettyGrpcServer(chaincode, properties).start();
        new CountDownLatch(1).await();
    }
}
