package org.pcm.devnode.ledger;

import com.google.protobuf.ByteString;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.zip.CRC32C;
import java.util.zip.CheckedInputStream;
import java.util.zip.CheckedOutputStream;
import org.hyperledger.fabric.protos.common.BlockHeader;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Everything computed from the first so many blocks, written beside the block file now and then so
 * that a start replays only what follows. It is a cache: a missing, torn or foreign one costs time
 * only.
 *
 * @param offsets where each block stands in the block file
 * @param end where the next one will stand
 * @param last the last block's header
 */
record Checkpoint(
        List<Long> offsets,
        long end,
        BlockHeader last,
        ByteString commitHash,
        Map<String, TransactionStatus> transactions,
        WorldState state) {

    private static final Logger LOG = LoggerFactory.getLogger(Checkpoint.class);
    private static final int FORMAT = 0x50434D31;

    /** How many blocks it covers. */
    long height() {
        return offsets.size();
    }

    void write(Path file) throws IOException {
        Path draft = file.resolveSibling(file.getFileName() + ".draft");
        CRC32C crc = new CRC32C();
        try (FileOutputStream raw = new FileOutputStream(draft.toFile())) {
            OutputStream checked = new CheckedOutputStream(new BufferedOutputStream(raw), crc);
            DataOutputStream out = new DataOutputStream(checked);
            writeBody(out);
            out.writeInt((int) crc.getValue());
            out.flush();
            raw.getFD().sync();
        }
        Files.move(
                draft, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    /** Reads a checkpoint; empty when there is none that is whole. */
    static Optional<Checkpoint> read(Path file) {
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        CRC32C crc = new CRC32C();
        try (DataInputStream in =
                new DataInputStream(
                        new CheckedInputStream(
                                new BufferedInputStream(Files.newInputStream(file), 1 << 20),
                                crc))) {
            Checkpoint checkpoint = readBody(in);
            int expected = (int) crc.getValue();
            return in.readInt() == expected ? Optional.of(checkpoint) : Optional.empty();
        } catch (IOException | RuntimeException e) {
            LOG.warn("{} is unreadable, replaying all blocks: {}", file, e.toString());
            return Optional.empty();
        }
    }

    private void writeBody(DataOutputStream out) throws IOException {
        out.writeInt(FORMAT);
        out.writeInt(offsets.size());
        for (long offset : offsets) {
            out.writeLong(offset);
        }
        out.writeLong(end);
        writeBytes(out, last.toByteString());
        writeBytes(out, commitHash);
        out.writeInt(transactions.size());
        for (Map.Entry<String, TransactionStatus> entry : transactions.entrySet()) {
            out.writeUTF(entry.getKey());
            out.writeLong(entry.getValue().block());
            out.writeInt(entry.getValue().index());
            out.writeInt(entry.getValue().code());
        }
        for (String namespace : state.namespaces().keySet()) {
            writeNamespace(out, namespace);
        }
        out.writeBoolean(false);
    }

    private void writeNamespace(DataOutputStream out, String namespace) throws IOException {
        Iterator<WorldState.Row> rows = state.range(namespace, "", "");
        while (rows.hasNext()) {
            WorldState.Row row = rows.next();
            out.writeBoolean(true);
            writeBytes(out, ByteString.copyFromUtf8(namespace));
            writeBytes(out, ByteString.copyFromUtf8(row.key()));
            writeBytes(out, row.value().value());
            out.writeLong(row.value().version().block());
            out.writeLong(row.value().version().transaction());
        }
    }

    private static Checkpoint readBody(DataInputStream in) throws IOException {
        if (in.readInt() != FORMAT) {
            throw new IOException("not a checkpoint");
        }
        int blocks = in.readInt();
        List<Long> offsets = new ArrayList<>(blocks);
        for (int i = 0; i < blocks; i++) {
            offsets.add(in.readLong());
        }
        long end = in.readLong();
        BlockHeader last = BlockHeader.parseFrom(readBytes(in));
        ByteString commitHash = readBytes(in);
        int count = in.readInt();
        Map<String, TransactionStatus> transactions = new java.util.HashMap<>(count * 2);
        for (int i = 0; i < count; i++) {
            transactions.put(
                    in.readUTF(), new TransactionStatus(in.readLong(), in.readInt(), in.readInt()));
        }
        return new Checkpoint(offsets, end, last, commitHash, transactions, readState(in));
    }

    private static WorldState readState(DataInputStream in) throws IOException {
        List<StateUpdate> rows = new ArrayList<>();
        while (in.readBoolean()) {
            rows.add(
                    new StateUpdate(
                            readBytes(in).toStringUtf8(),
                            readBytes(in).toStringUtf8(),
                            readBytes(in),
                            new Version(in.readLong(), in.readLong())));
        }
        return WorldState.EMPTY.with(rows);
    }

    private static void writeBytes(DataOutputStream out, ByteString bytes) throws IOException {
        out.writeInt(bytes.size());
        bytes.writeTo(out);
    }

    private static ByteString readBytes(DataInputStream in) throws IOException {
        return ByteString.copyFrom(in.readNBytes(in.readInt()));
    }
}
