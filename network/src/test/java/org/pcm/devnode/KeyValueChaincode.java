package org.pcm.devnode;

import com.google.protobuf.InvalidProtocolBufferException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.hyperledger.fabric.metrics.Metrics;
import org.hyperledger.fabric.protos.msp.SerializedIdentity;
import org.hyperledger.fabric.shim.Chaincode;
import org.hyperledger.fabric.shim.ChaincodeBase;
import org.hyperledger.fabric.shim.ChaincodeStub;
import org.hyperledger.fabric.shim.ResponseUtils;
import org.hyperledger.fabric.shim.ext.sbe.StateBasedEndorsement;
import org.hyperledger.fabric.shim.ext.sbe.impl.StateBasedEndorsementFactory;
import org.hyperledger.fabric.shim.ledger.CompositeKey;
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
    void prepare(String id) {
        SHIM_LOG.setLevel(Level.OFF);
        processCommandLineOptions(new String[] {"-i", id, "-a", "127.0.0.1:1"});
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
            case "lie" -> put(stub, args.get(0), args.contains(signature) ? "a lie" : "the truth");
            case "nothing" -> success("nothing");
            case "status" -> status(Integer.parseInt(args.get(0)), args.get(1));
            case "large" -> large(stub, args.get(0), Integer.parseInt(args.get(1)));
            case "length" -> success("" + stub.getState(args.get(0)).length);
            case "putAndGet" -> putAndGet(stub, args.get(0), args.get(1));
            case "putAndRange" -> putAndRange(stub, args);
            case "putAndDelete" -> putAndDelete(stub, args.get(0));
            case "composite" -> composite(stub, args);
            case "compositeRange" -> compositeRange(stub, args);
            case "transient" -> transientData(stub, args.get(0));
            case "events" -> events(stub, args);
            case "protect" -> protect(stub, args.get(0), args.get(1));
            case "call" -> call(stub, args);
            case "pageAndPut" -> pageAndPut(stub, args.get(0));
            case "about" -> about(stub);
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
        return success(name);
    }

    private static Chaincode.Response slow(long millis) {
        LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(millis));
        return success("done");
    }

    private static Chaincode.Response status(int status, String message) {
        return new Chaincode.Response(
                status, message, "a payload".getBytes(StandardCharsets.UTF_8));
    }

    private static Chaincode.Response large(ChaincodeStub stub, String key, int bytes) {
        stub.putState(key, new byte[bytes]);
        return success("" + bytes);
    }

    private static Chaincode.Response putAndGet(ChaincodeStub stub, String key, String value) {
        stub.putStringState(key, value);
        return success("'" + stub.getStringState(key) + "'");
    }

    private static Chaincode.Response putAndRange(ChaincodeStub stub, List<String> args) {
        stub.putStringState(args.get(0), "new");
        return success(range(stub, args.get(1), args.get(2)));
    }

    private static Chaincode.Response putAndDelete(ChaincodeStub stub, String key) {
        stub.putStringState(key, "short-lived");
        return delete(stub, key);
    }

    /** Puts a value under a composite key: its type, its parts. */
    private static Chaincode.Response composite(ChaincodeStub stub, List<String> args) {
        String[] parts = args.subList(1, args.size()).toArray(new String[0]);
        CompositeKey key = stub.createCompositeKey(args.get(0), parts);
        stub.putStringState(key.toString(), "composite");
        return success(key.toString());
    }

    /** The last parts of all composite keys that begin so. */
    private static Chaincode.Response compositeRange(ChaincodeStub stub, List<String> args) {
        List<String> found = new ArrayList<>();
        String[] parts = args.subList(1, args.size()).toArray(new String[0]);
        CompositeKey prefix = stub.createCompositeKey(args.get(0), parts);
        try (QueryResultsIterator<KeyValue> rows = stub.getStateByPartialCompositeKey(prefix)) {
            rows.forEach(row -> {
                List<String> attributes = stub.splitCompositeKey(row.getKey()).getAttributes();
                found.add(attributes.get(attributes.size() - 1));
            });
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
        return success(String.join(",", found));
    }

    private static Chaincode.Response transientData(ChaincodeStub stub, String name) {
        byte[] value = stub.getTransient().get(name);
        return success(value == null ? "none" : new String(value, StandardCharsets.UTF_8));
    }

    /** Sets one event after the other; a transaction keeps the last. */
    private static Chaincode.Response events(ChaincodeStub stub, List<String> names) {
        names.forEach(name -> stub.setEvent(name, new byte[0]));
        return success("" + names.size());
    }

    /** Lets an organisation's peers alone decide over a key. */
    private static Chaincode.Response protect(ChaincodeStub stub, String key, String mspId) {
        StateBasedEndorsement policy =
                StateBasedEndorsementFactory.getInstance().newStateBasedEndorsement(null);
        policy.addOrgs(StateBasedEndorsement.RoleType.RoleTypePeer, mspId);
        stub.setStateValidationParameter(key, policy.policy());
        return success(key);
    }

    private static Chaincode.Response call(ChaincodeStub stub, List<String> args) {
        return stub.invokeChaincodeWithStringArgs(args.get(0), args.subList(1, args.size()));
    }

    private static Chaincode.Response pageAndPut(ChaincodeStub stub, String key) {
        String count = "" + page(stub, List.of("", "", "1", "")).getStringPayload();
        return put(stub, key, count);
    }

    private static String mspId(ChaincodeStub stub) {
        try {
            return SerializedIdentity.parseFrom(stub.getCreator()).getMspid();
        } catch (InvalidProtocolBufferException e) {
            throw new IllegalStateException(e);
        }
    }

    /** What the transaction is told of itself. */
    private static Chaincode.Response about(ChaincodeStub stub) {
        return success(
                stub.getChannelId()
                        + " "
                        + stub.getTxId()
                        + " "
                        + mspId(stub)
                        + " "
                        + stub.getStringArgs());
    }
}
