package org.pcm.devnode;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.hyperledger.fabric.metrics.Metrics;
import org.hyperledger.fabric.shim.Chaincode;
import org.hyperledger.fabric.shim.ChaincodeBase;
import org.hyperledger.fabric.shim.ChaincodeStub;
import org.hyperledger.fabric.shim.ResponseUtils;
import org.hyperledger.fabric.shim.ledger.KeyValue;
import org.hyperledger.fabric.shim.ledger.QueryResultsIterator;
import org.hyperledger.fabric.shim.ledger.QueryResultsIteratorWithMetadata;
import org.hyperledger.fabric.traces.Traces;

/** A small chaincode on the official shim, with one function for each thing a peer does for it. */
final class KeyValueChaincode extends ChaincodeBase {
    /** Held, since a logger that nobody holds forgets its level. */
    private static final Logger SHIM_LOG = Logger.getLogger("org.hyperledger.fabric");

    private final String signature;

    /**
     * @param signature what {@code sign} answers; servers that differ in it disagree
     */
    KeyValueChaincode(String signature) {
        this.signature = signature;
    }

    /** What the shim does only when it starts itself: without it every invocation would hang. */
    void prepare() {
        SHIM_LOG.setLevel(Level.OFF);
        processCommandLineOptions(new String[] {"-i", "kv:1", "-a", "127.0.0.1:1"});
        Metrics.initialize(getChaincodeConfig());
        Traces.initialize(getChaincodeConfig());
    }

    @Override
    public Chaincode.Response init(ChaincodeStub stub) {
        return ResponseUtils.newSuccessResponse();
    }

    @Override
    public Chaincode.Response invoke(ChaincodeStub stub) {
        List<String> args = stub.getParameters();
        return switch (stub.getFunction()) {
            case "put" -> put(stub, args.get(0), args.get(1));
            case "get" -> get(stub, args.get(0));
            case "delete" -> delete(stub, args.get(0));
            case "increment" -> increment(stub, args.get(0));
            case "fill" -> fill(stub, args.get(0), Integer.parseInt(args.get(1)));
            case "range" -> success(range(stub, args.get(0), args.get(1)));
            case "page" -> page(stub, args);
            case "rangeAndPut" -> put(stub, args.get(2), range(stub, args.get(0), args.get(1)));
            case "event" -> event(stub, args.get(0), args.get(1));
            case "fail" ->
                    ResponseUtils.newErrorResponse(
                            args.get(0), "CODE".getBytes(StandardCharsets.UTF_8));
            case "crash" -> throw new IllegalStateException("boom");
            case "history" -> success("" + stub.getHistoryForKey(args.get(0)).iterator().hasNext());
            case "private" -> success("" + stub.getPrivateData("vault", args.get(0)).length);
            case "query" -> success("" + stub.getQueryResult("{}").iterator().hasNext());
            case "slow" -> slow(Long.parseLong(args.get(0)));
            case "sign" -> put(stub, "signature", signature);
            default -> ResponseUtils.newErrorResponse("no function " + stub.getFunction());
        };
    }

    private static Chaincode.Response success(String text) {
        return ResponseUtils.newSuccessResponse(text.getBytes(StandardCharsets.UTF_8));
    }

    private static Chaincode.Response put(ChaincodeStub stub, String key, String value) {
        stub.putStringState(key, value);
        return success(value);
    }

    private static Chaincode.Response get(ChaincodeStub stub, String key) {
        String value = stub.getStringState(key);
        return value.isEmpty() ? ResponseUtils.newErrorResponse("no key " + key) : success(value);
    }

    private static Chaincode.Response delete(ChaincodeStub stub, String key) {
        stub.delState(key);
        return success(key);
    }

    private static Chaincode.Response increment(ChaincodeStub stub, String key) {
        String old = stub.getStringState(key);
        return put(stub, key, "" + ((old.isEmpty() ? 0 : Integer.parseInt(old)) + 1));
    }

    private static Chaincode.Response fill(ChaincodeStub stub, String prefix, int count) {
        for (int i = 0; i < count; i++) {
            stub.putStringState("%s%05d".formatted(prefix, i), "value " + i);
        }
        return success("" + count);
    }

    /** The number of keys, and the first and the last. */
    private static String range(ChaincodeStub stub, String start, String end) {
        List<String> keys = new ArrayList<>();
        try (QueryResultsIterator<KeyValue> rows = stub.getStateByRange(start, end)) {
            rows.forEach(row -> keys.add(row.getKey()));
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
        return keys.isEmpty()
                ? "0"
                : keys.size() + ":" + keys.get(0) + ".." + keys.get(keys.size() - 1);
    }

    private static Chaincode.Response page(ChaincodeStub stub, List<String> args) {
        try (QueryResultsIteratorWithMetadata<KeyValue> rows =
                stub.getStateByRangeWithPagination(
                        args.get(0), args.get(1), Integer.parseInt(args.get(2)), args.get(3))) {
            int count = 0;
            for (KeyValue row : rows) {
                count += row.getKey().isEmpty() ? 0 : 1;
            }
            return success(count + ":" + rows.getMetadata().getBookmark());
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    private static Chaincode.Response event(ChaincodeStub stub, String name, String payload) {
        stub.setEvent(name, payload.getBytes(StandardCharsets.UTF_8));
        stub.putStringState("event/" + name, payload);
        return success(stub.getTxId());
    }

    private static Chaincode.Response slow(long millis) {
        LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(millis));
        return success("done");
    }
}
