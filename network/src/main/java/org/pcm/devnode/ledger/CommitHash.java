package org.pcm.devnode.ledger;

import com.google.protobuf.ByteString;
import com.google.protobuf.CodedOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import org.pcm.devnode.crypto.Sha256;

/**
 * Fabric's commit hash: SHA-256 over the number of results, the results, all updates of the block
 * and the previous commit hash. It chains, so that equal commit hashes mean equal states and
 * results ever since the genesis block, which itself has none.
 *
 * <p>The updates are a protobuf message whose definition Fabric keeps to itself: {@code Updates
 * {repeated KVWrite kvwrites = 1}} with {@code KVWrite {string namespace = 1; string collection =
 * 2; bytes key = 3; bool isDelete = 4; bytes value = 5; bytes version_bytes = 6}}, ordered by
 * namespace and key, where only the first of a namespace names it.
 */
public final class CommitHash {
    private static final int KVWRITES = 1;
    private static final int NAMESPACE = 1;
    private static final int KEY = 3;
    private static final int IS_DELETE = 4;
    private static final int VALUE = 5;
    private static final int VERSION = 6;

    private CommitHash() {}

    /**
     * Computes a block's commit hash.
     *
     * @param filter the validation codes of the block's transactions
     * @param previous the commit hash of the block before; empty for block 1
     */
    public static ByteString of(ByteString filter, UpdateBatch updates, ByteString previous) {
        return ByteString.copyFrom(
                Sha256.of(
                        varint(filter.size()),
                        filter.toByteArray(),
                        bytes(updates.inOrder()),
                        previous.toByteArray()));
    }

    private static byte[] bytes(List<StateUpdate> updates) {
        String namespace = "";
        ByteString.Output bytes = ByteString.newOutput();
        CodedOutputStream out = CodedOutputStream.newInstance(bytes);
        try {
            for (StateUpdate update : updates) {
                boolean first = !update.namespace().equals(namespace);
                out.writeByteArray(KVWRITES, write(update, first));
                namespace = update.namespace();
            }
            out.flush();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteString().toByteArray();
    }

    private static byte[] write(StateUpdate update, boolean withNamespace) throws IOException {
        ByteString.Output bytes = ByteString.newOutput();
        CodedOutputStream out = CodedOutputStream.newInstance(bytes);
        if (withNamespace) {
            out.writeString(NAMESPACE, update.namespace());
        }
        if (!update.key().isEmpty()) {
            out.writeBytes(KEY, ByteString.copyFromUtf8(update.key()));
        }
        ByteString value = update.value();
        if (value == null) {
            out.writeBool(IS_DELETE, true);
        } else {
            out.writeBytes(VALUE, value);
        }
        out.writeByteArray(VERSION, version(update.version()));
        out.flush();
        return bytes.toByteString().toByteArray();
    }

    /** Each number as one byte for its length and then its bytes without leading zeros. */
    private static byte[] version(Version version) {
        ByteString.Output out = ByteString.newOutput();
        trimmed(out, version.block());
        trimmed(out, version.transaction());
        return out.toByteString().toByteArray();
    }

    private static void trimmed(ByteString.Output out, long number) {
        int size = (Long.SIZE - Long.numberOfLeadingZeros(number) + 7) / 8;
        out.write(size);
        for (int i = size - 1; i >= 0; i--) {
            out.write((int) (number >>> (8 * i)));
        }
    }

    private static byte[] varint(int number) {
        byte[] bytes = new byte[CodedOutputStream.computeUInt32SizeNoTag(number)];
        try {
            CodedOutputStream.newInstance(bytes).writeUInt32NoTag(number);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes;
    }
}
