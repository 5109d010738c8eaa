package org.pcm.arbiter;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import java.util.stream.IntStream;
import org.hyperledger.fabric.protos.common.Block;
import org.hyperledger.fabric.protos.common.BlockData;
import org.hyperledger.fabric.protos.common.Metadata;
import org.hyperledger.fabric.protos.common.MetadataSignature;
import org.hyperledger.fabric.protos.peer.TxValidationCode;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.pcm.arbiter.chain.Fault;
import org.pcm.arbiter.chain.Finding;
import org.pcm.arbiter.fixture.BlockFiles;
import org.pcm.arbiter.fixture.Blocks;
import org.pcm.arbiter.fixture.Call;
import org.pcm.arbiter.fixture.Chain;
import org.pcm.arbiter.fixture.Chain.Judged;
import org.pcm.arbiter.fixture.Consortium;
import org.pcm.arbiter.fixture.DevnodeBlocks;
import org.pcm.arbiter.source.BlockFile;

/** No byte of a block file can be changed unseen, and the finding names the right place. */
class TamperTest {
    private static final Consortium CONSORTIUM = new Consortium();
    private static final Chain CHAIN = chain();
    private static final List<ByteString> BLOCKS = Blocks.of(CHAIN).blocks();
    private static final AuditOptions PINNED =
            AuditOptions.unpinned().ofChaincode("other").pinnedTo(CHAIN.genesisHash());

    /** Blocks longer than this hold a configuration. */
    private static final int CONFIGURATION_BYTES = 16_000;

    @TempDir Path folder;

    private static Call call() {
        return new Call(CONSORTIUM);
    }

    private static Chain chain() {
        return new Chain(CONSORTIUM)
                .add(call().readsNothingAt("a").writes("a", "1"), call().writes("b", "2"))
                .add(
                        List.of(
                                new Judged(
                                        call().reads("a", 1, 0).writes("a", "3"),
                                        TxValidationCode.VALID),
                                new Judged(
                                        call().reads("a", 1, 0).writes("a", "4"),
                                        TxValidationCode.MVCC_READ_CONFLICT),
                                new Judged(
                                        call().reads("b", 1, 1).writes("b", ""),
                                        TxValidationCode.VALID)))
                .signedBy(1, 2, 3, 4)
                .add(call().reads("a", 2, 0).writes("a", "5"))
                .addConfig(1)
                .add(call().reads("a", 3, 0).writes("a", "6"));
    }

    private static Finding finding(Verdict verdict) {
        assertThat(verdict).isInstanceOf(Verdict.Fail.class);
        return ((Verdict.Fail) verdict).finding();
    }

    private static Finding audit(int block, ByteString changed) throws IOException {
        return audit(BLOCKS, PINNED, block, changed);
    }

    private static Finding audit(
            List<ByteString> ledger, AuditOptions options, int block, ByteString changed)
            throws IOException {
        List<ByteString> blocks = new ArrayList<>(ledger);
        blocks.set(block, changed);
        return finding(Audit.run(new Blocks(blocks), options));
    }

    private Verdict auditFile(byte[] file) throws IOException {
        try (BlockFile source = BlockFile.open(BlockFiles.write(folder, file))) {
            return Audit.run(source, PINNED);
        }
    }

    /** Changes one byte of a block, makes the frame fit, and demands the right finding. */
    private static void changeIsFound(
            List<ByteString> ledger, AuditOptions options, int block, int at, int mask)
            throws IOException {
        byte[] bytes = ledger.get(block).toByteArray();
        bytes[at] ^= (byte) mask;
        Finding finding = audit(ledger, options, block, ByteString.copyFrom(bytes));
        String where = "block " + block + " byte " + at + " xor " + mask + ": " + finding;
        assertThat(finding.block()).as(where).isEqualTo(block);
        int transaction = transactionAt(ledger.get(block).toByteArray(), at);
        if (transaction >= 0) {
            assertThat(finding.transaction()).as(where).hasValue(transaction);
        }
    }

    private static void changeIsFound(int block, int at, int mask) throws IOException {
        changeIsFound(BLOCKS, PINNED, block, at, mask);
    }

    /** Which transaction's envelope the byte belongs to, or -1. */
    private static int transactionAt(byte[] original, int at) throws IOException {
        Block parsed = Block.parseFrom(original);
        for (int i = 0; i < parsed.getData().getDataCount(); i++) {
            byte[] envelope = parsed.getData().getData(i).toByteArray();
            int start = indexOf(original, envelope);
            if (at >= start && at < start + envelope.length) {
                return i;
            }
        }
        return -1;
    }

    private static int indexOf(byte[] whole, byte[] part) {
        for (int i = 0; i <= whole.length - part.length; i++) {
            if (Arrays.equals(whole, i, i + part.length, part, 0, part.length)) {
                return i;
            }
        }
        throw new IllegalStateException("not there");
    }

    @Test
    void the_untouched_file_passes() throws IOException {
        assertThat(auditFile(BlockFiles.bytes(BLOCKS)).line()).startsWith("PASS: 6 blocks");
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2})
    void a_changed_byte_anywhere_in_a_block_is_found(long seed) throws IOException {
        RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
        for (int i = 0; i < 60; i++) {
            int block = random.nextInt(BLOCKS.size());
            int at = random.nextInt(BLOCKS.get(block).size());
            changeIsFound(block, at, 1 << random.nextInt(8));
        }
    }

    @Test
    void a_changed_byte_in_the_metadata_is_found() throws IOException {
        for (int block = 0; block < BLOCKS.size(); block++) {
            int size = BLOCKS.get(block).size();
            int metadata = Block.parseFrom(BLOCKS.get(block)).getMetadata().getSerializedSize();
            for (int at = size - metadata - 3; at < size; at += 29) {
                changeIsFound(block, at, 1 << (at % 8));
            }
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2})
    void a_changed_byte_anywhere_in_a_devnodes_blocks_is_found(long seed) throws IOException {
        RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
        List<ByteString> ledger = DevnodeBlocks.all();
        AuditOptions options = AuditOptions.unpinned().pinnedTo(DevnodeBlocks.genesisHash());
        for (int i = 0; i < 20; i++) {
            int block = random.nextInt(ledger.size());
            int at = random.nextInt(ledger.get(block).size());
            changeIsFound(ledger, options, block, at, 1 << random.nextInt(8));
        }
    }

    /** Every byte; of configurations, which are long and all alike, every seventh. */
    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 3, 4, 5})
    @Tag("slow")
    void every_changed_byte_is_found(int block) {
        ByteString bytes = BLOCKS.get(block);
        int step = bytes.size() > CONFIGURATION_BYTES ? 7 : 1;
        IntStream.range(0, Math.ceilDiv(bytes.size(), step))
                .parallel()
                .map(i -> i * step)
                .forEach(at -> {
                    try {
                        changeIsFound(block, at, 1 << (at % 8));
                    } catch (IOException e) {
                        throw new UncheckedIOException(e);
                    }
                });
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2})
    void an_inserted_or_deleted_byte_is_found(long seed) throws IOException {
        RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
        for (int i = 0; i < 25; i++) {
            int block = random.nextInt(BLOCKS.size());
            ByteString bytes = BLOCKS.get(block);
            int at = random.nextInt(bytes.size());
            ByteString inserted = ByteString.copyFrom(new byte[] {(byte) random.nextInt(256)});
            ByteString longer = bytes.substring(0, at).concat(inserted).concat(bytes.substring(at));
            assertThat(audit(block, longer).block()).isEqualTo(block);
            ByteString shorter = bytes.substring(0, at).concat(bytes.substring(at + 1));
            assertThat(audit(block, shorter).block()).isEqualTo(block);
        }
    }

    @Nested
    class InTheFile {
        @ParameterizedTest
        @ValueSource(longs = {1, 2})
        void a_changed_byte_with_its_old_checksum_is_found(long seed) throws IOException {
            RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
            byte[] file = BlockFiles.bytes(BLOCKS);
            List<Integer> starts = BlockFiles.starts(BLOCKS);
            for (int i = 0; i < 30; i++) {
                int block = random.nextInt(BLOCKS.size());
                int frame = starts.get(block);
                int at =
                        i % 2 == 0
                                ? frame + random.nextInt(8)
                                : frame + random.nextInt(starts.get(block + 1) - frame);
                byte[] changed = file.clone();
                changed[at] ^= (byte) (1 << random.nextInt(8));
                Finding finding = finding(auditFile(changed));
                assertThat(finding.fault()).isEqualTo(Fault.FRAMING);
                assertThat(finding.block()).as("byte " + at).isEqualTo(block);
                int inBlock = at - frame - 8;
                int transaction =
                        inBlock < 0 ? -1 : transactionAt(BLOCKS.get(block).toByteArray(), inBlock);
                if (transaction >= 0) {
                    assertThat(finding.transaction()).as("byte " + at).hasValue(transaction);
                }
            }
        }

        @Test
        void every_byte_of_the_magic_counts() throws IOException {
            for (int at = 0; at < 8; at++) {
                byte[] file = BlockFiles.bytes(BLOCKS);
                file[at] ^= 1;
                assertThat(finding(auditFile(file)).block()).isZero();
            }
        }

        @Test
        void a_file_that_ends_inside_a_block_is_found() throws IOException {
            byte[] file = BlockFiles.bytes(BLOCKS);
            List<Integer> starts = BlockFiles.starts(BLOCKS);
            for (int block = 0; block < BLOCKS.size(); block++) {
                for (int end : new int[] {starts.get(block) + 3, starts.get(block + 1) - 1}) {
                    Finding finding = finding(auditFile(Arrays.copyOf(file, end)));
                    assertThat(finding.block()).isEqualTo(block);
                    assertThat(finding.fault()).isEqualTo(Fault.FRAMING);
                }
            }
        }

        @Test
        void bytes_after_the_last_block_are_found() throws IOException {
            byte[] file = BlockFiles.bytes(BLOCKS);
            for (int surplus : new int[] {1, 8, 100}) {
                Finding finding = finding(auditFile(Arrays.copyOf(file, file.length + surplus)));
                assertThat(finding.block()).isEqualTo(BLOCKS.size());
            }
        }
    }

    @Nested
    class Signatures {
        private static Metadata seal(int block) throws IOException {
            return Metadata.parseFrom(
                    Block.parseFrom(BLOCKS.get(block)).getMetadata().getMetadata(0));
        }

        private static Finding auditWithSeal(int block, Metadata seal) throws IOException {
            Block parsed = Block.parseFrom(BLOCKS.get(block));
            return audit(
                    block,
                    parsed.toBuilder()
                            .setMetadata(
                                    parsed.getMetadata().toBuilder()
                                            .setMetadata(0, seal.toByteString()))
                            .build()
                            .toByteString());
        }

        private static void isRefused(int block, Metadata seal) throws IOException {
            Finding finding = auditWithSeal(block, seal);
            assertThat(finding.block()).isEqualTo(block);
            assertThat(finding.fault()).isEqualTo(Fault.ORDERER_SIGNATURE);
        }

        @Test
        void a_removed_signature_leaves_too_few() throws IOException {
            for (int i = 0; i < 3; i++) {
                isRefused(1, seal(1).toBuilder().removeSignatures(i).build());
            }
        }

        @Test
        void a_surplus_copy_of_a_signature_is_refused() throws IOException {
            Metadata seal = seal(1);
            isRefused(1, seal.toBuilder().addSignatures(seal.getSignatures(0)).build());
        }

        @Test
        void a_surplus_signature_of_another_block_is_refused() throws IOException {
            MetadataSignature fourth = seal(3).getSignatures(3);
            isRefused(1, seal(1).toBuilder().addSignatures(fourth).build());
        }

        @Test
        void a_surplus_signature_of_nobody_is_refused() throws IOException {
            MetadataSignature first = seal(1).getSignatures(0);
            ByteString nobody =
                    org.hyperledger.fabric.protos.common.IdentifierHeader.newBuilder()
                            .setIdentifier(9)
                            .build()
                            .toByteString();
            isRefused(
                    1,
                    seal(1).toBuilder()
                            .addSignatures(first.toBuilder().setIdentifierHeader(nobody))
                            .build());
        }

        @Test
        void a_changed_byte_in_a_signature_beyond_the_quorum_is_refused() throws IOException {
            Metadata seal = seal(3);
            MetadataSignature fourth = seal.getSignatures(3);
            byte[] changed = fourth.getSignature().toByteArray();
            changed[changed.length - 1] ^= 1;
            isRefused(
                    3,
                    seal.toBuilder()
                            .setSignatures(
                                    3,
                                    fourth.toBuilder().setSignature(ByteString.copyFrom(changed)))
                            .build());
        }
    }

    @Test
    void swapped_transactions_are_found() throws IOException {
        Block block = Block.parseFrom(BLOCKS.get(1));
        BlockData swapped =
                BlockData.newBuilder()
                        .addData(block.getData().getData(1))
                        .addData(block.getData().getData(0))
                        .build();
        Finding finding = audit(1, block.toBuilder().setData(swapped).build().toByteString());
        assertThat(finding.block()).isEqualTo(1);
        assertThat(finding.fault()).isEqualTo(Fault.DATA_HASH);
    }

    @Test
    void two_transactions_merged_into_one_are_found() throws IOException {
        Block block = Block.parseFrom(BLOCKS.get(1));
        ByteString merged = block.getData().getData(0).concat(block.getData().getData(1));
        Block changed =
                block.toBuilder()
                        .setData(BlockData.newBuilder().addData(merged))
                        .setMetadata(
                                block.getMetadata().toBuilder()
                                        .setMetadata(2, ByteString.copyFrom(new byte[1])))
                        .build();
        Finding finding = audit(1, changed.toByteString());
        assertThat(finding.fault()).isEqualTo(Fault.ENCODING);
        assertThat(finding.transaction()).hasValue(0);
    }

    @Test
    void unknown_fields_are_found_wherever_they_hide() throws IOException {
        ByteString unknown = ByteString.copyFrom(new byte[] {(byte) 0xf8, 0x3f, 1});
        Block block = Block.parseFrom(BLOCKS.get(1));
        List<Block> hiding = new ArrayList<>();
        hiding.add(Block.parseFrom(BLOCKS.get(1).concat(unknown)));
        hiding.add(
                block.toBuilder()
                        .setHeader(
                                org.hyperledger.fabric.protos.common.BlockHeader.parseFrom(
                                        block.getHeader().toByteString().concat(unknown)))
                        .build());
        for (int slot : new int[] {0, 1, 4}) {
            ByteString padded = block.getMetadata().getMetadata(slot).concat(unknown);
            hiding.add(
                    block.toBuilder()
                            .setMetadata(block.getMetadata().toBuilder().setMetadata(slot, padded))
                            .build());
        }
        for (Block changed : hiding) {
            Finding finding = audit(1, changed.toByteString());
            assertThat(finding.block()).isEqualTo(1);
            assertThat(finding.fault()).isEqualTo(Fault.ENCODING);
        }
    }
}
