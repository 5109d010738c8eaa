package org.pcm.arbiter.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.hyperledger.fabric.protos.ledger.rwset.kvrwset.KVRead;
import org.hyperledger.fabric.protos.ledger.rwset.kvrwset.QueryReads;
import org.hyperledger.fabric.protos.ledger.rwset.kvrwset.RangeQueryInfo;
import org.hyperledger.fabric.protos.ledger.rwset.kvrwset.Version;
import org.hyperledger.fabric.protos.peer.TxValidationCode;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.pcm.arbiter.block.Block;
import org.pcm.arbiter.block.Invocation;
import org.pcm.arbiter.block.Malformed;
import org.pcm.arbiter.fixture.Call;
import org.pcm.arbiter.fixture.Chain;
import org.pcm.arbiter.fixture.Consortium;
import org.pcm.arbiter.signature.Sha256;

class StateTest {
    private static final Consortium CONSORTIUM = new Consortium();

    private final State state = new State();

    private static Call call() {
        return new Call(CONSORTIUM);
    }

    private static Invocation opened(Call call) {
        try {
            var block = new Chain(CONSORTIUM).add(call).blocks().get(1);
            return Block.parse(block.toByteString()).validInvocations("pcm").get(0);
        } catch (Malformed e) {
            throw new IllegalStateException(e);
        }
    }

    private void apply(Call call, long block, long transaction) {
        state.apply(opened(call), new Height(block, transaction));
    }

    private Optional<TxValidationCode> conflict(Call call) {
        return state.conflict(opened(call)).map(Conflict::code);
    }

    private static ByteString bytes(String hex) {
        return ByteString.copyFrom(HexFormat.of().parseHex(hex.replace(" ", "")));
    }

    @Nested
    class CommitHash {
        @Test
        void covers_codes_and_writes_in_the_order_of_keys() {
            apply(call().writes("b", "2").writes("a", ""), 1, 0);
            ByteString updates =
                    bytes(
                            // {ns pcm, key a, deleted, version 1.0}, {key b, value 2, version 1.0}
                            "0a0f 0a0370636d 1a0161 2001 3203010100 0a0b 1a0162 2a0132"
                                    + " 3203010100");
            // the version is length and bytes of each number: 01 01 for 1, 00 for 0
            assertThat(state.commit(bytes("00")))
                    .isEqualTo(
                            Sha256.of(
                                    bytes("01 00"),
                                    bytes(
                                            "0a0f 0a0370636d 1a0161 2001 3203010100"
                                                    + " 0a0b 1a0162 2a0132 3203010100"),
                                    ByteString.EMPTY))
                    .isEqualTo(Sha256.of(bytes("01 00"), updates));
        }

        @Test
        void chains_from_block_to_block() {
            ByteString first = state.commit(bytes("0b"));
            assertThat(first).isEqualTo(Sha256.of(bytes("01 0b")));
            assertThat(state.commit(bytes("0000"))).isEqualTo(Sha256.of(bytes("02 0000"), first));
        }

        @Test
        void counts_codes_as_a_varint() {
            ByteString codes = ByteString.copyFrom(new byte[300]);
            assertThat(state.commit(codes)).isEqualTo(Sha256.of(bytes("ac02"), codes));
        }
    }

    @Nested
    class Versions {
        @BeforeEach
        void commit() {
            apply(call().writes("a", "1").writes("b", "2"), 5, 300);
            state.commit(bytes("00"));
        }

        @Test
        void a_read_of_the_version_there_is_holds() {
            assertThat(conflict(call().reads("a", 5, 300).readsNothingAt("c"))).isEmpty();
        }

        @Test
        void a_read_of_another_version_does_not() {
            assertThat(conflict(call().reads("a", 5, 299)))
                    .hasValue(TxValidationCode.MVCC_READ_CONFLICT);
        }

        @Test
        void a_key_that_has_come_does_not() {
            assertThat(conflict(call().readsNothingAt("a")))
                    .hasValue(TxValidationCode.MVCC_READ_CONFLICT);
        }

        @Test
        void a_key_that_has_gone_does_not() {
            apply(call().writes("a", ""), 6, 0);
            state.commit(bytes("00"));
            assertThat(conflict(call().reads("a", 5, 300)))
                    .hasValue(TxValidationCode.MVCC_READ_CONFLICT);
            assertThat(conflict(call().readsNothingAt("a"))).isEmpty();
        }

        @Test
        void a_key_deleted_earlier_in_the_block_does_not() {
            apply(call().writes("a", ""), 6, 0);
            assertThat(conflict(call().reads("a", 5, 300)))
                    .hasValue(TxValidationCode.MVCC_READ_CONFLICT);
        }
    }

    @Nested
    class Ranges {
        private static RangeQueryInfo.Builder query(boolean exhausted, String... keys) {
            QueryReads.Builder reads = QueryReads.newBuilder();
            for (String key : keys) {
                reads.addKvReads(
                        KVRead.newBuilder()
                                .setKey(key)
                                .setVersion(Version.newBuilder().setBlockNum(1)));
            }
            return RangeQueryInfo.newBuilder()
                    .setStartKey("b")
                    .setEndKey("d")
                    .setItrExhausted(exhausted)
                    .setRawReads(reads);
        }

        private Optional<TxValidationCode> conflict(RangeQueryInfo.Builder query) {
            return StateTest.this.conflict(call().queries(query.build()));
        }

        @BeforeEach
        void commit() {
            apply(call().writes("a", "1").writes("b", "1").writes("c", "1").writes("d", "1"), 1, 0);
            state.commit(bytes("00"));
        }

        @Test
        void the_same_rows_hold() {
            assertThat(conflict(query(true, "b", "c"))).isEmpty();
        }

        @Test
        void the_end_key_counts_where_the_query_stopped_at_it() {
            assertThat(conflict(query(false, "b", "c", "d"))).isEmpty();
            assertThat(conflict(query(false, "b", "c")))
                    .hasValue(TxValidationCode.PHANTOM_READ_CONFLICT);
        }

        @Test
        void an_open_end_reaches_to_the_last_key() {
            assertThat(conflict(query(true, "b", "c", "d").setEndKey(""))).isEmpty();
        }

        @Test
        void a_new_row_is_a_phantom_even_from_the_same_block() {
            apply(call().writes("bb", "1"), 2, 0);
            assertThat(conflict(query(true, "b", "c")))
                    .hasValue(TxValidationCode.PHANTOM_READ_CONFLICT);
        }

        @Test
        void a_lost_row_is_a_phantom() {
            apply(call().writes("c", ""), 2, 0);
            assertThat(conflict(query(true, "b", "c")))
                    .hasValue(TxValidationCode.PHANTOM_READ_CONFLICT);
            assertThat(conflict(query(true, "b"))).isEmpty();
        }

        @Test
        void keys_are_in_the_order_of_their_utf8_bytes() {
            String cat = "c\uD83D\uDE3A";
            String private1 = "c\uE000";
            apply(call().writes(cat, "1").writes(private1, "1"), 1, 0);
            state.commit(bytes("00"));
            assertThat(conflict(query(true, "b", "c", private1, cat))).isEmpty();
        }
    }

    @Nested
    class Summaries {
        private RangeQueryInfo query(int rows, int degree) {
            List<KVRead> reads =
                    IntStream.range(0, rows)
                            .mapToObj(i ->
                                    KVRead.newBuilder()
                                            .setKey(key(i))
                                            .setVersion(Version.newBuilder().setBlockNum(1))
                                            .build())
                            .toList();
            RangeQueryInfo.Builder query = RangeQueryInfo.newBuilder().setItrExhausted(true);
            ByteString first = hash(reads.subList(0, degree + 1));
            ByteString second = hash(reads.subList(degree + 1, rows));
            query.getReadsMerkleHashesBuilder()
                    .setMaxDegree(degree)
                    .setMaxLevel(1)
                    .addMaxLevelHashes(first)
                    .addMaxLevelHashes(second);
            return query.build();
        }

        private static ByteString hash(List<KVRead> reads) {
            return Sha256.of(QueryReads.newBuilder().addAllKvReads(reads).build().toByteString());
        }

        private static String key(int i) {
            return String.format("k%03d", i);
        }

        private void rows(int count) {
            Call call = call();
            for (int i = 0; i < count; i++) {
                call.writes(key(i), "1");
            }
            apply(call, 1, 0);
            state.commit(bytes("00"));
        }

        @Test
        void the_same_rows_hold() {
            rows(5);
            assertThat(conflict(call().queries(query(5, 3)))).isEmpty();
        }

        @Test
        void a_row_more_does_not() {
            rows(6);
            assertThat(conflict(call().queries(query(5, 3))))
                    .hasValue(TxValidationCode.PHANTOM_READ_CONFLICT);
        }

        @Test
        void too_few_rows_for_a_summary_do_not() {
            rows(3);
            assertThat(conflict(call().queries(query(5, 3))))
                    .hasValue(TxValidationCode.PHANTOM_READ_CONFLICT);
        }
    }
}
