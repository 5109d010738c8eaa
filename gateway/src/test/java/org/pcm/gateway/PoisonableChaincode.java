package org.pcm.gateway;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.hyperledger.fabric.metrics.Metrics;
import org.hyperledger.fabric.shim.Chaincode;
import org.hyperledger.fabric.shim.ChaincodeBase;
import org.hyperledger.fabric.shim.ChaincodeServerProperties;
import org.hyperledger.fabric.shim.ChaincodeStub;
import org.hyperledger.fabric.shim.NettyGrpcServer;
import org.hyperledger.fabric.shim.ResponseUtils;
import org.hyperledger.fabric.traces.Traces;
import org.pcm.chaincode.CooperationChaincode;
import org.pcm.cooperation.submission.Submission;

/**
 * The contract with a fault: a batch in which anybody pledges {@link #POISON} fails as a whole, and
 * while a certain file exists every batch does, and leaves a byte there. It runs in a process of
 * its own, because the shim keeps its connection state there.
 */
final class PoisonableChaincode extends ChaincodeBase {
    /** The pledge that breaks it, in thousandths of a CPU. */
    static final long POISON = 66_666;

    private final CooperationChaincode honest = new CooperationChaincode(Clock.systemUTC());
    private final Path brokenWhile;

    private PoisonableChaincode(Path brokenWhile) {
        this.brokenWhile = brokenWhile;
    }

    @Override
    public Chaincode.Response init(ChaincodeStub stub) {
        return honest.init(stub);
    }

    @Override
    public Chaincode.Response invoke(ChaincodeStub stub) {
        List<byte[]> args = stub.getArgs();
        boolean batch = new String(args.getFirst(), StandardCharsets.UTF_8).equals("submit");
        boolean breaks =
                Files.exists(brokenWhile)
                        || args.subList(2, args.size()).stream().anyMatch(this::isPoison);
        return batch && breaks ? broken() : honest.invoke(stub);
    }

    private Chaincode.Response broken() {
        try {
            if (Files.exists(brokenWhile)) {
                Files.writeString(brokenWhile, "x", StandardOpenOption.APPEND);
            }
        } catch (NoSuchFileException e) {
            // mended in this moment; this batch has failed all the same
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return ResponseUtils.newErrorResponse("Broken: the contract broke: poison");
    }

    private boolean isPoison(byte[] jws) {
        return new String(Submission.parse(jws).payload(), StandardCharsets.UTF_8)
                .contains("\"milliCpu\":" + POISON);
    }

    /** Serves until the process is ended: package id and the file's name. */
    public static void main(String[] args) throws Exception {
        PoisonableChaincode chaincode = new PoisonableChaincode(Path.of(args[1]));
        chaincode.processEnvironmentOptions();
        chaincode.processCommandLineOptions(new String[] {"-i", args[0]});
        Metrics.initialize(chaincode.getChaincodeConfig());
        Traces.initialize(chaincode.getChaincodeConfig());
        InetSocketAddress address =
                new InetSocketAddress(InetAddress.getLoopbackAddress(), freePort());
        ChaincodeServerProperties properties = new ChaincodeServerProperties();
        properties.setServerAddress(address);
        properties.setMaxInboundMessageSize(100 << 20);
        new NettyGrpcServer(chaincode, properties).start();
        System.out.println("127.0.0.1:" + address.getPort());
        new CountDownLatch(1).await();
    }

    private static int freePort() throws Exception {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
