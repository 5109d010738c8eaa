package org.pcm.arbiter;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.hyperledger.fabric.protos.peer.TxValidationCode;
import org.junit.jupiter.api.Test;
import org.pcm.arbiter.block.Block;
import org.pcm.arbiter.block.Malformed;
import org.pcm.arbiter.fixture.DevnodeBlocks;
import org.pcm.arbiter.source.BlockFile;

/**
 * The audit of blocks that a devnode made, with every validation code it can give: two programs
 * that share no code agree on every byte.
 */
class DevnodeBlocksTest {
    @Test
    void a_devnodes_blocks_pass_and_are_called_a_devnodes() throws IOException {
        try (BlockFile blocks = DevnodeBlocks.open()) {
            Verdict verdict =
                    Audit.run(
                            blocks, AuditOptions.unpinned().pinnedTo(DevnodeBlocks.genesisHash()));
            assertThat(verdict.line())
                    .startsWith("PASS: 18 blocks")
                    .contains("a devnode's ledger, no consortium")
                    .doesNotContain("not pinned");
        }
    }

    @Test
    void the_fixture_holds_every_code_that_a_devnode_gives() throws IOException, Malformed {
        List<Integer> codes = new ArrayList<>();
        for (ByteString bytes : DevnodeBlocks.all()) {
            Block.parse(bytes)
                    .transactions()
                    .forEach(transaction -> codes.add(transaction.codeNumber()));
        }
        assertThat(codes)
                .contains(
                        TxValidationCode.VALID_VALUE,
                        TxValidationCode.MVCC_READ_CONFLICT_VALUE,
                        TxValidationCode.PHANTOM_READ_CONFLICT_VALUE,
                        TxValidationCode.ENDORSEMENT_POLICY_FAILURE_VALUE,
                        TxValidationCode.DUPLICATE_TXID_VALUE);
    }
}
