package org.pcm.arbiter;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import org.hyperledger.fabric.protos.peer.TxValidationCode;
import org.junit.jupiter.api.Test;
import org.pcm.arbiter.block.Block;
import org.pcm.arbiter.block.Malformed;
import org.pcm.arbiter.source.BlockFile;

/**
 * The audit of blocks that a devnode made, with every validation code it can give: two programs
 * that share no code agree on every byte.
 */
class DevnodeBlocksTest {
    private static final String GENESIS =
            "99a0559abc4134918c2d286167c1340e937903ed3ff9655155a8cf8d3cd12015";

    private static BlockFile open() throws IOException {
        try {
            return BlockFile.open(
                    Path.of(
                            Objects.requireNonNull(
                                            DevnodeBlocksTest.class.getResource(
                                                    "devnode-blocks.bin"))
                                    .toURI()));
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void a_devnodes_blocks_pass_and_are_called_a_devnodes() throws IOException {
        ByteString genesis = ByteString.copyFrom(HexFormat.of().parseHex(GENESIS));
        try (BlockFile blocks = open()) {
            Verdict verdict = Audit.run(blocks, AuditOptions.unpinned().pinnedTo(genesis));
            assertThat(verdict.line())
                    .startsWith("PASS: 18 blocks")
                    .contains("a devnode's ledger, no consortium")
                    .doesNotContain("not pinned");
        }
    }

    @Test
    void the_fixture_holds_every_code_that_a_devnode_gives() throws IOException, Malformed {
        List<Integer> codes = new ArrayList<>();
        try (BlockFile blocks = open()) {
            for (long number = 0; number < blocks.height(); number++) {
                Block.parse(blocks.read(number))
                        .transactions()
                        .forEach(transaction -> codes.add(transaction.codeNumber()));
            }
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
