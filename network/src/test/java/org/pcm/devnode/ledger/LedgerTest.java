package org.pcm.devnode.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.hyperledger.fabric.protos.common.Block;
import org.hyperledger.fabric.protos.common.BlockData;
import org.hyperledger.fabric.protos.common.BlockHeader;
import org.hyperledger.fabric.protos.common.BlockMetadata;
import org.hyperledger.fabric.protos.common.ChannelHeader;
import org.hyperledger.fabric.protos.common.Envelope;
import org.hyperledger.fabric.protos.common.Header;
import org.hyperledger.fabric.protos.common.HeaderType;
import org.hyperledger.fabric.protos.common.Payload;
import org.hyperledger.fabric.protos.ledger.rwset.NsReadWriteSet;
import org.hyperledger.fabric.protos.ledger.rwset.TxReadWriteSet;
import org.hyperledger.fabric.protos.ledger.rwset.kvrwset.KVRWSet;
import org.hyperledger.fabric.protos.ledger.rwset.kvrwset.KVWrite;
import org.hyperledger.fabric.protos.peer.ChaincodeAction;
import org.hyperledger.fabric.protos.peer.ChaincodeActionPayload;
import org.hyperledger.fabric.protos.peer.ChaincodeEndorsedAction;
import org.hyperledger.fabric.protos.peer.ProposalResponsePayload;
import org.hyperledger.fabric.protos.peer.Transaction;
import org.hyperledger.fabric.protos.peer.TransactionAction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.pcm.devnode.block.Hashes;

/** State and index after a start, with a checkpoint and without. */
class LedgerTest {
    private static final String CHAINCODE = "kv";
    private static final int BLOCKS = 40;

    @TempDir private Path folder;

    private Ledger open() throws IOException {
        return Ledger.open(folder, () -> block(0, ByteString.EMPTY, "genesis", "0"), 1000);
    }

    /** Writes a chain whose block n sets key k(n mod 7) to n. */
    private void write() throws IOException {
        try (Ledger ledger = open()) {
            for (int n = 1; n < BLOCKS; n++) {
                Block block = block(n, Hashes.headerHash(ledger.last()), "k" + n % 7, "" + n);
                ledger.commit(block, updates(block, n));
            }
        }
    }

    private static void assertComplete(Ledger ledger) {
        assertThat(ledger.height()).isEqualTo(BLOCKS);
        for (int k = 0; k < 7; k++) {
            int last = (BLOCKS - 1) - (BLOCKS - 1 - k) % 7;
            VersionedValue value = ledger.state().get(CHAINCODE, "k" + k);
            assertThat(value)
                    .isEqualTo(
                            new VersionedValue(
                                    ByteString.copyFromUtf8("" + last), new Version(last, 0)));
        }
        assertThat(ledger.find("tx5")).contains(new TransactionStatus(5, 0, 0));
        assertThat(ledger.find("tx" + BLOCKS)).isEmpty();
        assertThat(ledger.block(3).getHeader().getNumber()).isEqualTo(3);
    }

    @Test
    void a_checkpoint_is_written_and_the_blocks_after_it_are_replayed() throws IOException {
        write();
        Path checkpoint = folder.resolve("state.checkpoint");
        assertThat(Checkpoint.read(checkpoint))
                .hasValueSatisfying(c -> assertThat(c.height()).isLessThan(BLOCKS));

        try (Ledger ledger = open()) {
            assertComplete(ledger);
        }
    }

    @Test
    void a_missing_or_damaged_checkpoint_costs_nothing() throws IOException {
        write();
        Path checkpoint = folder.resolve("state.checkpoint");
        byte[] bytes = Files.readAllBytes(checkpoint);
        bytes[bytes.length / 2] ^= 1;
        Files.write(checkpoint, bytes);
        try (Ledger ledger = open()) {
            assertComplete(ledger);
        }
        Files.delete(checkpoint);
        try (Ledger ledger = open()) {
            assertComplete(ledger);
        }
    }

    @Test
    void a_checkpoint_of_another_chain_is_not_used() throws IOException {
        write();
        byte[] foreign = Files.readAllBytes(folder.resolve("state.checkpoint"));
        Path other = Files.createDirectory(folder.resolve("other"));
        Files.write(other.resolve("state.checkpoint"), foreign);

        try (Ledger ledger =
                Ledger.open(other, () -> block(0, ByteString.EMPTY, "other", "0"), 1000)) {
            assertThat(ledger.height()).isEqualTo(1);
            assertThat(ledger.state().get(CHAINCODE, "k1")).isNull();
        }
    }

    @Test
    void a_transaction_is_known_no_sooner_than_what_it_wrote() throws Exception {
        int blocks = 2_000;
        try (Ledger ledger = open();
                ExecutorService reading = Executors.newSingleThreadExecutor()) {
            Future<?> reader =
                    reading.submit(() -> {
                        for (int n = 1; n < blocks; n++) {
                            while (ledger.find("tx" + n).isEmpty()) {
                                Thread.onSpinWait();
                            }
                            assertThat(ledger.height()).isGreaterThan(n);
                            VersionedValue value =
                                    Objects.requireNonNull(
                                            ledger.state().get(CHAINCODE, "k" + n % 7));
                            assertThat(value.version().block()).isGreaterThanOrEqualTo(n);
                        }
                    });
            for (int n = 1; n < blocks && !reader.isDone(); n++) {
                Block block = block(n, Hashes.headerHash(ledger.last()), "k" + n % 7, "" + n);
                ledger.commit(block, updates(block, n));
            }
            reader.get(1, TimeUnit.MINUTES);
        }
    }

    private static UpdateBatch updates(Block block, int number)
            throws InvalidProtocolBufferException {
        UpdateBatch updates = new UpdateBatch();
        updates.add(set("k" + number % 7, "" + number), new Version(number, 0));
        assertThat(block.getHeader().getNumber()).isEqualTo(number);
        return updates;
    }

    private static TxReadWriteSet set(String key, String value) {
        return TxReadWriteSet.newBuilder()
                .addNsRwset(
                        NsReadWriteSet.newBuilder()
                                .setNamespace(CHAINCODE)
                                .setRwset(
                                        KVRWSet.newBuilder()
                                                .addWrites(
                                                        KVWrite.newBuilder()
                                                                .setKey(key)
                                                                .setValue(
                                                                        ByteString.copyFromUtf8(
                                                                                value)))
                                                .build()
                                                .toByteString()))
                .build();
    }

    private static Block block(int number, ByteString previous, String key, String value) {
        BlockData data =
                BlockData.newBuilder()
                        .addData(envelope("tx" + number, set(key, value)).toByteString())
                        .build();
        BlockMetadata.Builder metadata = BlockMetadata.newBuilder();
        for (int slot = 0; slot < 5; slot++) {
            metadata.addMetadata(slot == 2 ? ByteString.copyFrom(new byte[1]) : ByteString.EMPTY);
        }
        return Block.newBuilder()
                .setHeader(
                        BlockHeader.newBuilder()
                                .setNumber(number)
                                .setPreviousHash(previous)
                                .setDataHash(Hashes.dataHash(data)))
                .setData(data)
                .setMetadata(metadata)
                .build();
    }

    private static Envelope envelope(String transactionId, TxReadWriteSet set) {
        ChaincodeAction action =
                ChaincodeAction.newBuilder().setResults(set.toByteString()).build();
        ProposalResponsePayload response =
                ProposalResponsePayload.newBuilder().setExtension(action.toByteString()).build();
        ChaincodeActionPayload payload =
                ChaincodeActionPayload.newBuilder()
                        .setAction(
                                ChaincodeEndorsedAction.newBuilder()
                                        .setProposalResponsePayload(response.toByteString()))
                        .build();
        Transaction transaction =
                Transaction.newBuilder()
                        .addActions(
                                TransactionAction.newBuilder().setPayload(payload.toByteString()))
                        .build();
        ChannelHeader header =
                ChannelHeader.newBuilder()
                        .setType(HeaderType.ENDORSER_TRANSACTION_VALUE)
                        .setTxId(transactionId)
                        .build();
        return Envelope.newBuilder()
                .setPayload(
                        Payload.newBuilder()
                                .setHeader(
                                        Header.newBuilder().setChannelHeader(header.toByteString()))
                                .setData(transaction.toByteString())
                                .build()
                                .toByteString())
                .build();
    }
}
