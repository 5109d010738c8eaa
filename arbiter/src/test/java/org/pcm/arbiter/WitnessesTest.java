package org.pcm.arbiter;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.hyperledger.fabric.protos.common.Block;
import org.hyperledger.fabric.protos.common.BlockData;
import org.hyperledger.fabric.protos.common.Metadata;
import org.junit.jupiter.api.Test;
import org.pcm.arbiter.chain.Fault;
import org.pcm.arbiter.fixture.Blocks;
import org.pcm.arbiter.fixture.Call;
import org.pcm.arbiter.fixture.Chain;
import org.pcm.arbiter.fixture.Consortium;

/** Several sources of one ledger, held against each other. */
class WitnessesTest {
    private static final Consortium CONSORTIUM = new Consortium();
    private static final Chain CHAIN =
            new Chain(CONSORTIUM)
                    .add(new Call(CONSORTIUM).writes("a", "1"))
                    .add(new Call(CONSORTIUM).writes("b", "2"))
                    .signedBy(1, 2, 3, 4)
                    .add(new Call(CONSORTIUM).writes("c", "3"));
    private static final List<ByteString> BLOCKS = Blocks.of(CHAIN).blocks();

    private static Verdict compare(List<List<ByteString>> sources) throws IOException {
        return Audit.compare(
                sources.stream().<org.pcm.arbiter.source.BlockSource>map(Blocks::new).toList(),
                AuditOptions.unpinned().ofChaincode("other").pinnedTo(CHAIN.genesisHash()));
    }

    private static List<ByteString> with(int number, Block changed) {
        List<ByteString> blocks = new ArrayList<>(BLOCKS);
        blocks.set(number, changed.toByteString());
        return blocks;
    }

    private static Block block(int number) throws IOException {
        return Block.parseFrom(BLOCKS.get(number));
    }

    private static Block withSlot(Block block, int slot, ByteString bytes) {
        return block.toBuilder()
                .setMetadata(block.getMetadata().toBuilder().setMetadata(slot, bytes))
                .build();
    }

    private static void differs(Block changed, int number, String what) throws IOException {
        Verdict verdict = compare(List.of(BLOCKS, BLOCKS, with(number, changed)));
        assertThat(verdict).isInstanceOf(Verdict.Fail.class);
        Verdict.Fail fail = (Verdict.Fail) verdict;
        assertThat(fail.finding().fault()).isEqualTo(Fault.DISAGREEMENT);
        assertThat(fail.finding().block()).isEqualTo(number);
        assertThat(fail.finding().why()).contains(what);
        assertThat(fail.source()).isEqualTo("memory");
    }

    @Test
    void sources_with_the_same_blocks_agree() throws IOException {
        assertThat(compare(List.of(BLOCKS, BLOCKS)).line())
                .startsWith("PASS: 4 blocks")
                .endsWith("; the same 4 blocks at memory");
    }

    @Test
    void one_that_lags_behind_agrees_as_far_as_it_goes() throws IOException {
        Verdict verdict = compare(List.of(BLOCKS.subList(0, 2), BLOCKS));
        assertThat(verdict.line()).startsWith("PASS: 4 blocks").contains("the same 2 blocks");
    }

    @Test
    void other_codes_are_found() throws IOException {
        differs(
                withSlot(block(2), 2, ByteString.copyFrom(new byte[] {11})),
                2,
                "other validation codes");
    }

    @Test
    void other_transactions_are_found() throws IOException {
        BlockData others = block(1).getData();
        differs(block(2).toBuilder().setData(others).build(), 2, "other transactions");
    }

    @Test
    void another_commit_hash_is_found() throws IOException {
        ByteString hash =
                Metadata.newBuilder()
                        .setValue(ByteString.copyFromUtf8("another"))
                        .build()
                        .toByteString();
        differs(withSlot(block(1), 4, hash), 1, "another commit hash");
    }

    @Test
    void another_header_is_found() throws IOException {
        Block one = block(3);
        differs(
                one.toBuilder()
                        .setHeader(one.getHeader().toBuilder().setPreviousHash(ByteString.EMPTY))
                        .build(),
                3,
                "another header");
    }

    @Test
    void other_signatures_of_enough_orderers_are_no_difference() throws IOException {
        Block one = block(3);
        Metadata seal = Metadata.parseFrom(one.getMetadata().getMetadata(0));
        Block fewer = withSlot(one, 0, seal.toBuilder().removeSignatures(0).build().toByteString());
        assertThat(compare(List.of(BLOCKS, with(3, fewer)))).isInstanceOf(Verdict.Pass.class);
    }

    @Test
    void a_bad_block_of_the_leading_source_names_the_source() throws IOException {
        Block bad = withSlot(block(2), 2, ByteString.copyFrom(new byte[] {11}));
        Verdict verdict = compare(List.of(with(2, bad), BLOCKS));
        assertThat(verdict.line()).startsWith("FAIL: memory: block 2, transaction 0");
    }
}
