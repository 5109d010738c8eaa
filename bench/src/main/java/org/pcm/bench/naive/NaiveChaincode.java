package org.pcm.bench.naive;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.hyperledger.fabric.metrics.Metrics;
import org.hyperledger.fabric.shim.Chaincode;
import org.hyperledger.fabric.shim.ChaincodeBase;
import org.hyperledger.fabric.shim.ChaincodeStub;
import org.hyperledger.fabric.shim.ResponseUtils;
import org.hyperledger.fabric.traces.Traces;
import org.pcm.cooperation.json.JsonException;

/**
 * The rules of a task's life as a first Fabric application has them: one JSON value under one key a
 * task, one function a step, who calls is who Fabric says. No shares, no weights, no deadlines.
 */
final class NaiveChaincode extends ChaincodeBase {
    /** The chaincode's name on the channel. */
    static final String NAME = "naive";

    /** Does what the shim does only when it starts itself: without it every call would hang. */
    void prepare(String packageId) {
        processEnvironmentOptions();
        processCommandLineOptions(new String[] {"-i", packageId});
        Metrics.initialize(getChaincodeConfig());
        Traces.initialize(getChaincodeConfig());
    }

    @Override
    public Chaincode.Response init(ChaincodeStub stub) {
        return ResponseUtils.newSuccessResponse();
    }

    /**
     * {@code submit id spec}, {@code offer id member}, {@code accept id}, {@code complete id
     * result}; {@code state id} only reads; {@code count key} adds one to a number.
     */
    @Override
    public Chaincode.Response invoke(ChaincodeStub stub) {
        List<String> args = stub.getParameters();
        try {
            return switch (stub.getFunction()) {
                case "state" ->
                        ResponseUtils.newSuccessResponse(
                                read(stub, args).state().name().getBytes(StandardCharsets.UTF_8));
                case "count" -> {
                    count(stub, args.getFirst());
                    yield ResponseUtils.newSuccessResponse();
                }
                default -> {
                    change(stub, args);
                    yield ResponseUtils.newSuccessResponse();
                }
            };
        } catch (JsonException | IndexOutOfBoundsException e) {
            return ResponseUtils.newErrorResponse(e.getMessage());
        }
    }

    private static void count(ChaincodeStub stub, String key) {
        String known = stub.getStringState(key);
        stub.putStringState(key, String.valueOf(known.isEmpty() ? 1 : Long.parseLong(known) + 1));
    }

    private static void change(ChaincodeStub stub, List<String> args) {
        NaiveTask task =
                switch (stub.getFunction()) {
                    case "submit" -> submit(stub, args);
                    case "offer" -> read(stub, args).offered(args.get(1));
                    case "accept" -> read(stub, args).accepted();
                    case "complete" -> read(stub, args).completed(args.get(1));
                    default -> throw new JsonException("no function " + stub.getFunction());
                };
        stub.putState(args.getFirst(), task.write());
    }

    private static NaiveTask submit(ChaincodeStub stub, List<String> args) {
        if (stub.getState(args.getFirst()).length > 0) {
            throw new JsonException("there is a task " + args.getFirst());
        }
        return NaiveTask.submitted(args.get(1));
    }

    private static NaiveTask read(ChaincodeStub stub, List<String> args) {
        return NaiveTask.read(stub.getState(args.getFirst()));
    }
}
