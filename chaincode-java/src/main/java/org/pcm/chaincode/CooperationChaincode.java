package org.pcm.chaincode;

import io.grpc.stub.StreamObserver;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.hyperledger.fabric.metrics.Metrics;
import org.hyperledger.fabric.protos.peer.ChaincodeMessage;
import org.hyperledger.fabric.shim.Chaincode;
import org.hyperledger.fabric.shim.ChaincodeBase;
import org.hyperledger.fabric.shim.ChaincodeStub;
import org.hyperledger.fabric.shim.ResponseUtils;
import org.hyperledger.fabric.traces.Traces;
import org.pcm.cooperation.Batch;
import org.pcm.cooperation.BatchEffect;
import org.pcm.cooperation.Contract;
import org.pcm.cooperation.ContractException;
import org.pcm.cooperation.event.EventBatch;
import org.pcm.cooperation.member.Founding;
import org.pcm.cooperation.page.Pages;
import org.pcm.cooperation.submission.Es256;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The contract as a chaincode (docs/protocol.md §9): {@code found}, {@code submit}, {@code page},
 * {@code explain}. Thin: it hands bytes to the contract and bytes back. The only thing it adds is
 * the endorser's own clock, which the contract must not read.
 */
public final class CooperationChaincode extends ChaincodeBase {
    private static final Logger LOG = LoggerFactory.getLogger(CooperationChaincode.class);

    private final Contract contract = new Contract(new Es256(SignatureProvider.choose()));
    private final Clock clock;

    public CooperationChaincode(Clock clock) {
        this.clock = clock;
    }

    /**
     * Does what the shim does only when it starts itself: without it every endorsement would hang.
     */
    void prepare(String packageId) {
        processEnvironmentOptions();
        processCommandLineOptions(new String[] {"-i", packageId});
        Metrics.initialize(getChaincodeConfig());
        Traces.initialize(getChaincodeConfig());
    }

    @Override
    protected StreamObserver<ChaincodeMessage> connectToPeer(StreamObserver<ChaincodeMessage> peer)
            throws IOException {
        BatchedWrites between = new BatchedWrites(peer);
        return between.inward(super.connectToPeer(between.outward()));
    }

    @Override
    public Chaincode.Response init(ChaincodeStub stub) {
        return ResponseUtils.newSuccessResponse();
    }

    /** Handles one transaction; a {@link ContractException} fails it with the code as payload. */
    @Override
    public Chaincode.Response invoke(ChaincodeStub stub) {
        try {
            List<byte[]> args = stub.getArgs();
            String function = args.isEmpty() ? "" : text(args.getFirst());
            Pages pages = new StubPages(stub);
            return switch (function) {
                case "submit" -> submit(stub, pages, args);
                case "page" -> page(pages, args);
                case "explain" -> explain(pages, args);
                case "found" -> found(pages, args);
                default -> refused("UnknownFunction", "there is no function \"" + function + "\"");
            };
        } catch (ContractException e) {
            return refused(e.code(), String.valueOf(e.getMessage()));
        } catch (RuntimeException e) {
            LOG.error("transaction {} broke", stub.getTxId(), e);
            return refused("Broken", "the contract broke: " + e);
        }
    }

    private Chaincode.Response submit(ChaincodeStub stub, Pages pages, List<byte[]> args) {
        if (args.size() < 2) {
            return refused("BadLane", "submit takes a lane and submissions");
        }
        Founding founding = contract.founding(pages);
        long timestamp = stub.getTxTimestamp().toEpochMilli();
        Optional<String> late =
                ClockRule.check(timestamp, clock.millis(), founding.clockErrorMillis());
        if (late.isPresent()) {
            return refused("ClockError", late.get());
        }
        Batch batch = new Batch(text(args.get(1)), timestamp, args.subList(2, args.size()));
        BatchEffect effect = contract.submit(pages, founding, batch);
        stub.setEvent(EventBatch.NAME, effect.events().toJson());
        return ResponseUtils.newSuccessResponse(effect.result().toJson());
    }

    private static Chaincode.Response page(Pages pages, List<byte[]> args) {
        if (args.size() != 2) {
            return refused("BadKey", "page takes one key");
        }
        byte[] bytes = pages.get(text(args.get(1)));
        return ResponseUtils.newSuccessResponse(bytes == null ? new byte[0] : bytes);
    }

    private Chaincode.Response explain(Pages pages, List<byte[]> args) {
        List<String> texts = args.stream().skip(1).map(CooperationChaincode::text).toList();
        return ResponseUtils.newSuccessResponse(contract.explain(pages, texts));
    }

    private Chaincode.Response found(Pages pages, List<byte[]> args) {
        if (args.size() != 2) {
            return refused("BadFounding", "found takes one JSON document");
        }
        contract.found(pages, args.get(1));
        return ResponseUtils.newSuccessResponse();
    }

    private static Chaincode.Response refused(String code, String why) {
        return ResponseUtils.newErrorResponse(
                code + ": " + why, code.getBytes(StandardCharsets.UTF_8));
    }

    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8);
    }
}
