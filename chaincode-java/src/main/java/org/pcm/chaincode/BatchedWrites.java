package org.pcm.chaincode;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import io.grpc.stub.StreamObserver;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import org.hyperledger.fabric.protos.peer.ChaincodeAdditionalParams;
import org.hyperledger.fabric.protos.peer.ChaincodeMessage;
import org.hyperledger.fabric.protos.peer.DelState;
import org.hyperledger.fabric.protos.peer.PutState;
import org.hyperledger.fabric.protos.peer.WriteBatchState;
import org.hyperledger.fabric.protos.peer.WriteRecord;

/**
 * Stands between the shim and one peer. The shim sends every write by itself and waits for the
 * peer's word, some eight times for each page of tasks; peers from Fabric 3.1 on take many writes
 * in one message. So a write is answered here at once and kept, and when the transaction completes,
 * its writes go first, in their order, and then the completion. Nothing changes for the contract:
 * in Fabric a transaction never reads its own writes. A peer that does not offer it gets every
 * message as it is.
 */
final class BatchedWrites {
    private final StreamObserver<ChaincodeMessage> peer;
    private final Map<String, Kept> keptByTransaction = new HashMap<>();
    private StreamObserver<ChaincodeMessage> shim = new Nobody();
    private int recordsMax;

    /** One transaction's writes; with its completion once that waits for them to be taken. */
    private static final class Kept {
        final Deque<WriteRecord> writes = new ArrayDeque<>();
        ChaincodeMessage completion = ChaincodeMessage.getDefaultInstance();
        boolean completing;
    }

    /** Towards {@code peer}. */
    BatchedWrites(StreamObserver<ChaincodeMessage> peer) {
        this.peer = peer;
    }

    /** What the shim is to speak to. */
    StreamObserver<ChaincodeMessage> outward() {
        return new Outward();
    }

    /** What the peer is to speak to, in front of {@code to}. */
    StreamObserver<ChaincodeMessage> inward(StreamObserver<ChaincodeMessage> to) {
        synchronized (this) {
            shim = to;
        }
        return new Inward();
    }

    private synchronized void fromShim(ChaincodeMessage message) {
        switch (message.getType()) {
            case PUT_STATE, DEL_STATE -> write(message);
            case COMPLETED -> complete(message);
            case ERROR -> {
                keptByTransaction.remove(key(message));
                peer.onNext(message);
            }
            default -> peer.onNext(message);
        }
    }

    private void write(ChaincodeMessage message) {
        try {
            WriteRecord record = record(message);
            if (recordsMax == 0 || !record.getCollection().isEmpty()) {
                peer.onNext(message);
                return;
            }
            keptByTransaction.computeIfAbsent(key(message), k -> new Kept()).writes.add(record);
            shim.onNext(answer(message, ChaincodeMessage.Type.RESPONSE));
        } catch (InvalidProtocolBufferException e) {
            throw new IllegalStateException("the shim writes what it cannot read", e);
        }
    }

    private static WriteRecord record(ChaincodeMessage message)
            throws InvalidProtocolBufferException {
        if (message.getType() == ChaincodeMessage.Type.DEL_STATE) {
            DelState delete = DelState.parseFrom(message.getPayload());
            return WriteRecord.newBuilder()
                    .setType(WriteRecord.Type.DEL_STATE)
                    .setKey(delete.getKey())
                    .setCollection(delete.getCollection())
                    .build();
        }
        PutState put = PutState.parseFrom(message.getPayload());
        return WriteRecord.newBuilder()
                .setType(WriteRecord.Type.PUT_STATE)
                .setKey(put.getKey())
                .setValue(put.getValue())
                .setCollection(put.getCollection())
                .build();
    }

    private void complete(ChaincodeMessage completion) {
        Kept kept = keptByTransaction.get(key(completion));
        if (kept == null) {
            peer.onNext(completion);
            return;
        }
        kept.completion = completion;
        kept.completing = true;
        sendOn(kept);
    }

    /** The next writes; the completion when there are none left. */
    private void sendOn(Kept kept) {
        if (kept.writes.isEmpty()) {
            keptByTransaction.remove(key(kept.completion));
            peer.onNext(kept.completion);
            return;
        }
        WriteBatchState.Builder batch = WriteBatchState.newBuilder();
        while (!kept.writes.isEmpty() && batch.getRecCount() < recordsMax) {
            batch.addRec(kept.writes.remove());
        }
        peer.onNext(
                answer(kept.completion, ChaincodeMessage.Type.WRITE_BATCH_STATE).toBuilder()
                        .setPayload(batch.build().toByteString())
                        .build());
    }

    /** True when the message was meant for this class alone. */
    private synchronized boolean fromPeer(ChaincodeMessage message) {
        if (message.getType() == ChaincodeMessage.Type.READY) {
            recordsMax = offered(message.getPayload());
        }
        Kept kept = keptByTransaction.get(key(message));
        if (kept == null || !kept.completing) {
            return false;
        }
        if (message.getType() == ChaincodeMessage.Type.RESPONSE) {
            sendOn(kept);
        } else {
            keptByTransaction.remove(key(message));
            peer.onNext(
                    answer(message, ChaincodeMessage.Type.ERROR).toBuilder()
                            .setPayload(message.getPayload())
                            .build());
        }
        return true;
    }

    /** How many writes the peer takes in one message; 0 when it takes them one by one. */
    private static int offered(ByteString payload) {
        try {
            ChaincodeAdditionalParams offer = ChaincodeAdditionalParams.parseFrom(payload);
            return offer.getUseWriteBatch() ? Math.max(1, offer.getMaxSizeWriteBatch()) : 0;
        } catch (InvalidProtocolBufferException e) {
            return 0;
        }
    }

    private synchronized void forget() {
        keptByTransaction.clear();
    }

    private static String key(ChaincodeMessage message) {
        return message.getChannelId() + message.getTxid();
    }

    private static ChaincodeMessage answer(ChaincodeMessage to, ChaincodeMessage.Type type) {
        return ChaincodeMessage.newBuilder()
                .setType(type)
                .setChannelId(to.getChannelId())
                .setTxid(to.getTxid())
                .build();
    }

    private final class Outward implements StreamObserver<ChaincodeMessage> {
        @Override
        public void onNext(ChaincodeMessage message) {
            fromShim(message);
        }

        @Override
        public void onError(Throwable failure) {
            forget();
            peer.onError(failure);
        }

        @Override
        public void onCompleted() {
            forget();
            peer.onCompleted();
        }
    }

    private final class Inward implements StreamObserver<ChaincodeMessage> {
        @Override
        public void onNext(ChaincodeMessage message) {
            if (!fromPeer(message)) {
                shim.onNext(message);
            }
        }

        @Override
        public void onError(Throwable failure) {
            forget();
            shim.onError(failure);
        }

        @Override
        public void onCompleted() {
            forget();
            shim.onCompleted();
        }
    }

    /** Before the shim is there nothing can come for it. */
    private static final class Nobody implements StreamObserver<ChaincodeMessage> {
        @Override
        public void onNext(ChaincodeMessage message) {
            throw new IllegalStateException("nobody is there for " + message.getType());
        }

        @Override
        public void onError(Throwable failure) {}

        @Override
        public void onCompleted() {}
    }
}
