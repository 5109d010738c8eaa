package org.pcm.chaincode;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import io.grpc.stub.StreamObserver;
import java.util.ArrayList;
import java.util.List;
import org.hyperledger.fabric.protos.peer.ChaincodeAdditionalParams;
import org.hyperledger.fabric.protos.peer.ChaincodeMessage;
import org.hyperledger.fabric.protos.peer.DelState;
import org.hyperledger.fabric.protos.peer.PutState;
import org.hyperledger.fabric.protos.peer.WriteBatchState;
import org.hyperledger.fabric.protos.peer.WriteRecord;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class BatchedWritesTest {
    /** One end of a stream, which remembers what it was told. */
    private static final class End implements StreamObserver<ChaincodeMessage> {
        final List<ChaincodeMessage> heard = new ArrayList<>();
        boolean over;

        @Override
        public void onNext(ChaincodeMessage message) {
            heard.add(message);
        }

        @Override
        public void onError(Throwable failure) {
            over = true;
        }

        @Override
        public void onCompleted() {
            over = true;
        }

        List<ChaincodeMessage.Type> types() {
            return heard.stream().map(ChaincodeMessage::getType).toList();
        }
    }

    private final End peer = new End();
    private final End shim = new End();
    private final BatchedWrites between = new BatchedWrites(peer);
    private final StreamObserver<ChaincodeMessage> toPeer = between.outward();
    private final StreamObserver<ChaincodeMessage> toShim = between.inward(shim);

    private static ChaincodeMessage message(
            ChaincodeMessage.Type type, String transaction, ByteString payload) {
        return ChaincodeMessage.newBuilder()
                .setType(type)
                .setChannelId("channel")
                .setTxid(transaction)
                .setPayload(payload)
                .build();
    }

    private static ChaincodeMessage put(String transaction, String key) {
        ByteString value = ByteString.copyFromUtf8("value of " + key);
        PutState put = PutState.newBuilder().setKey(key).setValue(value).build();
        return message(ChaincodeMessage.Type.PUT_STATE, transaction, put.toByteString());
    }

    private static ChaincodeMessage delete(String transaction, String key) {
        return message(
                ChaincodeMessage.Type.DEL_STATE,
                transaction,
                DelState.newBuilder().setKey(key).build().toByteString());
    }

    private static ChaincodeMessage completed(String transaction) {
        return message(
                ChaincodeMessage.Type.COMPLETED, transaction, ByteString.copyFromUtf8("done"));
    }

    private void response(String transaction) {
        toShim.onNext(message(ChaincodeMessage.Type.RESPONSE, transaction, ByteString.EMPTY));
    }

    private static List<WriteRecord> records(ChaincodeMessage batch) throws Exception {
        assertThat(batch.getType()).isEqualTo(ChaincodeMessage.Type.WRITE_BATCH_STATE);
        return WriteBatchState.parseFrom(batch.getPayload()).getRecList();
    }

    @Nested
    class A_peer_that_takes_two_at_a_time {
        A_peer_that_takes_two_at_a_time() {
            ChaincodeAdditionalParams offer =
                    ChaincodeAdditionalParams.newBuilder()
                            .setUseWriteBatch(true)
                            .setMaxSizeWriteBatch(2)
                            .build();
            toShim.onNext(message(ChaincodeMessage.Type.READY, "", offer.toByteString()));
            shim.heard.clear();
        }

        @Test
        void answers_at_once_and_hears_of_writes_before_the_completion() throws Exception {
            toPeer.onNext(put("t", "a"));
            toPeer.onNext(delete("t", "b"));
            toPeer.onNext(put("t", "c"));
            assertThat(peer.heard).isEmpty();
            assertThat(shim.types())
                    .containsExactly(
                            ChaincodeMessage.Type.RESPONSE,
                            ChaincodeMessage.Type.RESPONSE,
                            ChaincodeMessage.Type.RESPONSE);

            toPeer.onNext(completed("t"));
            assertThat(peer.heard).hasSize(1);
            response("t");
            assertThat(peer.heard).hasSize(2);
            response("t");

            assertThat(records(peer.heard.get(0)))
                    .extracting(WriteRecord::getKey)
                    .containsExactly("a", "b");
            assertThat(records(peer.heard.get(0)))
                    .extracting(WriteRecord::getType)
                    .containsExactly(WriteRecord.Type.PUT_STATE, WriteRecord.Type.DEL_STATE);
            assertThat(records(peer.heard.get(1)))
                    .extracting(record -> record.getValue().toStringUtf8())
                    .containsExactly("value of c");
            assertThat(peer.heard.get(2)).isEqualTo(completed("t"));
            assertThat(shim.heard).hasSize(3);
        }

        @Test
        void keeps_transactions_apart() throws Exception {
            toPeer.onNext(put("t", "a"));
            toPeer.onNext(put("u", "b"));
            toPeer.onNext(completed("u"));
            response("u");

            assertThat(records(peer.heard.get(0)))
                    .extracting(WriteRecord::getKey)
                    .containsExactly("b");
            assertThat(peer.heard.get(1)).isEqualTo(completed("u"));
            assertThat(peer.heard).hasSize(2);
        }

        @Test
        void answers_to_reads_reach_the_shim() {
            toPeer.onNext(put("t", "a"));
            toPeer.onNext(message(ChaincodeMessage.Type.GET_STATE, "t", ByteString.EMPTY));
            response("t");

            assertThat(peer.types()).containsExactly(ChaincodeMessage.Type.GET_STATE);
            assertThat(shim.types())
                    .containsExactly(
                            ChaincodeMessage.Type.RESPONSE, ChaincodeMessage.Type.RESPONSE);
        }

        @Test
        void that_refuses_a_write_fails_the_transaction() {
            toPeer.onNext(put("t", "a"));
            toPeer.onNext(completed("t"));
            toShim.onNext(message(ChaincodeMessage.Type.ERROR, "t", ByteString.copyFromUtf8("no")));

            assertThat(peer.types())
                    .containsExactly(
                            ChaincodeMessage.Type.WRITE_BATCH_STATE, ChaincodeMessage.Type.ERROR);
            assertThat(peer.heard.getLast().getPayload().toStringUtf8()).isEqualTo("no");
        }

        @Test
        void hears_of_nothing_when_the_transaction_broke() {
            toPeer.onNext(put("t", "a"));
            toPeer.onNext(message(ChaincodeMessage.Type.ERROR, "t", ByteString.EMPTY));

            assertThat(peer.types()).containsExactly(ChaincodeMessage.Type.ERROR);
        }

        @Test
        void hears_a_completion_without_writes_at_once() {
            toPeer.onNext(completed("t"));

            assertThat(peer.heard).containsExactly(completed("t"));
        }
    }

    @Test
    void a_peer_that_does_not_offer_it_gets_every_write_by_itself() {
        toShim.onNext(message(ChaincodeMessage.Type.READY, "", ByteString.EMPTY));
        toPeer.onNext(put("t", "a"));
        response("t");
        toPeer.onNext(completed("t"));

        assertThat(peer.heard).containsExactly(put("t", "a"), completed("t"));
        assertThat(shim.types())
                .containsExactly(ChaincodeMessage.Type.READY, ChaincodeMessage.Type.RESPONSE);
    }

    @Test
    void the_end_of_one_side_is_the_end_of_the_other() {
        toShim.onCompleted();
        toPeer.onCompleted();

        assertThat(shim.over).isTrue();
        assertThat(peer.over).isTrue();
    }
}
