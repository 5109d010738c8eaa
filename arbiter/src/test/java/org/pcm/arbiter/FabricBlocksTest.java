package org.pcm.arbiter;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import org.hyperledger.fabric.protos.common.Metadata;
import org.hyperledger.fabric.protos.peer.TxValidationCode;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.pcm.arbiter.block.Block;
import org.pcm.arbiter.block.Invocation;
import org.pcm.arbiter.block.Malformed;
import org.pcm.arbiter.block.Transaction;
import org.pcm.arbiter.chain.Fault;
import org.pcm.arbiter.chain.Finding;
import org.pcm.arbiter.channel.ChannelConfig;
import org.pcm.arbiter.fixture.Blocks;
import org.pcm.arbiter.fixture.FabricBlocks;

/**
 * The audit of blocks that a real network of Fabric made: the arbiter computes every validation
 * code and commit hash that Fabric's peers gave, on any machine.
 */
class FabricBlocksTest {
    private static List<ByteString> blocks;

    @BeforeAll
    static void read() throws IOException {
        blocks = FabricBlocks.all();
    }

    private static Verdict audit(List<ByteString> ledger) throws IOException {
        return Audit.run(
                new Blocks(ledger), AuditOptions.unpinned().pinnedTo(FabricBlocks.genesisHash()));
    }

    private static Finding auditWith(int number, ByteString changed) throws IOException {
        List<ByteString> ledger = new ArrayList<>(blocks);
        ledger.set(number, changed);
        Verdict verdict = audit(ledger);
        assertThat(verdict).isInstanceOf(Verdict.Fail.class);
        return ((Verdict.Fail) verdict).finding();
    }

    private static List<Transaction> transactions() throws Malformed {
        List<Transaction> all = new ArrayList<>();
        for (ByteString bytes : blocks) {
            all.addAll(Block.parse(bytes).transactions());
        }
        return all;
    }

    @Test
    void they_pass() throws IOException {
        assertThat(audit(blocks).line())
                .startsWith("PASS: " + blocks.size() + " blocks")
                .doesNotContain("pinned")
                .doesNotContain("devnode");
    }

    @Test
    void they_hold_every_code_that_honest_orderers_let_through() throws Malformed {
        Set<TxValidationCode> codes = new TreeSet<>();
        for (Transaction transaction : transactions()) {
            codes.add(TxValidationCode.forNumber(transaction.codeNumber()));
        }
        assertThat(codes)
                .containsExactlyInAnyOrder(
                        TxValidationCode.VALID,
                        TxValidationCode.MVCC_READ_CONFLICT,
                        TxValidationCode.PHANTOM_READ_CONFLICT,
                        TxValidationCode.ENDORSEMENT_POLICY_FAILURE,
                        TxValidationCode.DUPLICATE_TXID,
                        TxValidationCode.BAD_PROPOSAL_TXID,
                        TxValidationCode.BAD_COMMON_HEADER,
                        TxValidationCode.BAD_HEADER_EXTENSION,
                        TxValidationCode.BAD_RESPONSE_PAYLOAD,
                        TxValidationCode.BAD_RWSET,
                        TxValidationCode.ILLEGAL_WRITESET,
                        TxValidationCode.INVALID_CHAINCODE,
                        TxValidationCode.INVALID_ENDORSER_TRANSACTION,
                        TxValidationCode.INVALID_OTHER_REASON);
    }

    @Test
    void they_hold_jobs_definitions_upgrades_and_configurations() throws Malformed {
        List<String> functions = new ArrayList<>();
        for (Transaction transaction : transactions()) {
            if (transaction.valid()) {
                transaction
                        .readInvocation()
                        .filter(call -> !call.chaincode().equals("notes"))
                        .map(Invocation::arguments)
                        .filter(arguments -> !arguments.isEmpty())
                        .ifPresent(arguments -> functions.add(arguments.getFirst().toStringUtf8()));
            }
        }
        assertThat(functions).contains("found", "submit", "ApproveChaincodeDefinitionForMyOrg");
        assertThat(functions).filteredOn("CommitChaincodeDefinition"::equals).hasSize(5);
        long configurations = 0;
        for (ByteString bytes : blocks) {
            configurations += ChannelConfig.isIn(Block.parse(bytes)) ? 1 : 0;
        }
        assertThat(configurations).isEqualTo(4);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2})
    void a_changed_byte_anywhere_is_found_in_its_block(long seed) throws IOException {
        RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
        for (int i = 0; i < 15; i++) {
            int number = random.nextInt(blocks.size());
            byte[] bytes = blocks.get(number).toByteArray();
            int at = random.nextInt(bytes.length);
            bytes[at] ^= (byte) (1 << random.nextInt(8));
            Finding finding = auditWith(number, ByteString.copyFrom(bytes));
            assertThat(finding.block()).as("byte " + at + ": " + finding).isEqualTo(number);
        }
    }

    @Test
    void every_other_code_of_a_transaction_is_found() throws IOException, Malformed {
        for (int number = 1; number < blocks.size(); number += 7) {
            ByteString codes = Block.parse(blocks.get(number)).codes();
            byte[] others = codes.toByteArray();
            int last = others.length - 1;
            others[last] = (byte) (others[last] == 0 ? 10 : 0);
            Finding finding = auditWith(number, withSlot(number, 2, ByteString.copyFrom(others)));
            assertThat(finding.fault()).isEqualTo(Fault.VALIDATION_CODE);
            assertThat(finding.block()).isEqualTo(number);
            assertThat(finding.transaction()).hasValue(last);
        }
    }

    @Test
    void a_block_with_one_signature_less_than_a_quorum_is_found() throws IOException {
        int number = blocks.size() - 1;
        Metadata seal =
                Metadata.parseFrom(
                        org.hyperledger.fabric.protos.common.Block.parseFrom(blocks.get(number))
                                .getMetadata()
                                .getMetadata(0));
        Metadata.Builder fewer = seal.toBuilder();
        while (fewer.getSignaturesCount() > 2) {
            fewer.removeSignatures(0);
        }
        Finding finding = auditWith(number, withSlot(number, 0, fewer.build().toByteString()));
        assertThat(finding.fault()).isEqualTo(Fault.ORDERER_SIGNATURE);
        assertThat(finding.block()).isEqualTo(number);
    }

    private static ByteString withSlot(int number, int slot, ByteString bytes) throws IOException {
        var block = org.hyperledger.fabric.protos.common.Block.parseFrom(blocks.get(number));
        return block.toBuilder()
                .setMetadata(block.getMetadata().toBuilder().setMetadata(slot, bytes))
                .build()
                .toByteString();
    }
}
