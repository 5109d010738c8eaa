package org.pcm.devnode.chaincode;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import io.grpc.Status;
import io.grpc.stub.ClientCallStreamObserver;
import io.grpc.stub.ClientResponseObserver;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.hyperledger.fabric.protos.peer.ChaincodeAdditionalParams;
import org.hyperledger.fabric.protos.peer.ChaincodeMessage;
import org.hyperledger.fabric.protos.peer.Response;
import org.jspecify.annotations.Nullable;
import org.pcm.devnode.simulation.Simulation;

/**
 * One stream to a chaincode server, from its opening to its end: the chaincode registers, is told
 * that it is ready, and then gets transactions, each of which asks for keys until it is completed.
 */
final class Connection implements ClientResponseObserver<ChaincodeMessage, ChaincodeMessage> {
    private final Listener listener;
    private final Map<String, Call> calls = new ConcurrentHashMap<>();
    private @Nullable ClientCallStreamObserver<ChaincodeMessage> out;
    private volatile @Nullable String lost;

    /** Hears of a stream's beginning and end. */
    interface Listener {
        void ready(Connection connection);

        void lost(Connection connection, String why);
    }

    private record Call(Simulation simulation, CompletableFuture<ChaincodeMessage> answer) {}

    Connection(Listener listener) {
        this.listener = listener;
    }

    @Override
    public void beforeStart(ClientCallStreamObserver<ChaincodeMessage> stream) {
        out = stream;
    }

    @Override
    public void onNext(ChaincodeMessage message) {
        switch (message.getType()) {
            case REGISTER -> register();
            case KEEPALIVE -> {}
            case COMPLETED, ERROR -> {
                Call call = calls.get(key(message.getChannelId(), message.getTxid()));
                if (call != null) {
                    call.answer.complete(message);
                }
            }
            default -> {
                Call call = calls.get(key(message.getChannelId(), message.getTxid()));
                send(ShimRequests.answer(message, call == null ? null : call.simulation));
            }
        }
    }

    private void register() {
        send(ChaincodeMessage.newBuilder().setType(ChaincodeMessage.Type.REGISTERED).build());
        send(
                ChaincodeMessage.newBuilder()
                        .setType(ChaincodeMessage.Type.READY)
                        .setPayload(ChaincodeAdditionalParams.getDefaultInstance().toByteString())
                        .build());
        listener.ready(this);
    }

    @Override
    public void onError(Throwable error) {
        Status status = Status.fromThrowable(error);
        lost(
                status.getDescription() == null
                        ? status.getCode().toString()
                        : status.getCode() + ": " + status.getDescription());
    }

    @Override
    public void onCompleted() {
        lost("the chaincode closed the stream");
    }

    private void lost(String why) {
        lost = why;
        calls.values().forEach(c -> c.answer.completeExceptionally(new StreamEnded()));
        listener.lost(this, why);
    }

    /** Ends the stream. */
    void cancel() {
        ClientCallStreamObserver<ChaincodeMessage> stream = out;
        if (stream != null) {
            stream.cancel("the devnode ends this stream", null);
        }
    }

    /** Runs one transaction and waits for its end. */
    Execution execute(Invocation invocation, Simulation simulation, long timeoutMillis) {
        String key = key(invocation.channel(), invocation.transactionId());
        Call call = new Call(simulation, new CompletableFuture<>());
        if (calls.putIfAbsent(key, call) != null) {
            return failed(
                    invocation,
                    "error sending: txid: "
                            + invocation.transactionId()
                            + "("
                            + invocation.channel()
                            + ") exists");
        }
        try {
            send(transaction(invocation));
            if (lost != null) {
                throw new ExecutionException(new StreamEnded());
            }
            return result(
                    invocation, call.answer.get(timeoutMillis, TimeUnit.MILLISECONDS), simulation);
        } catch (TimeoutException e) {
            return failed(invocation, "error sending: timeout expired while executing transaction");
        } catch (ExecutionException e) {
            return failed(invocation, "error sending: chaincode stream terminated");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return failed(invocation, "error sending: the devnode is stopping");
        } finally {
            calls.remove(key);
        }
    }

    private static ChaincodeMessage transaction(Invocation invocation) {
        return ChaincodeMessage.newBuilder()
                .setType(ChaincodeMessage.Type.TRANSACTION)
                .setPayload(invocation.input().toByteString())
                .setTxid(invocation.transactionId())
                .setChannelId(invocation.channel())
                .setProposal(invocation.proposal())
                .build();
    }

    private static Execution result(
            Invocation invocation, ChaincodeMessage answer, Simulation simulation) {
        ByteString payload = answer.getPayload();
        if (answer.getType() == ChaincodeMessage.Type.ERROR) {
            return new Execution.Failed(
                    "transaction returned with failure: " + payload.toStringUtf8());
        }
        try {
            return new Execution.Completed(
                    Response.parseFrom(payload),
                    answer.hasChaincodeEvent()
                            ? Optional.of(answer.getChaincodeEvent())
                            : Optional.empty(),
                    simulation.result());
        } catch (InvalidProtocolBufferException e) {
            return new Execution.Failed(
                    "failed to unmarshal response for transaction " + invocation.transactionId());
        }
    }

    private static Execution failed(Invocation invocation, String why) {
        return new Execution.Failed(
                "failed to execute transaction " + invocation.transactionId() + ": " + why);
    }

    /** A stream takes one message at a time. */
    private synchronized void send(ChaincodeMessage message) {
        ClientCallStreamObserver<ChaincodeMessage> stream = out;
        if (stream != null && lost == null) {
            stream.onNext(message);
        }
    }

    private static String key(String channel, String transactionId) {
        return channel + "/" + transactionId;
    }

    private static final class StreamEnded extends Exception {
        private static final long serialVersionUID = 1L;

        StreamEnded() {
            super("chaincode stream terminated", null, false, false);
        }
    }
}
