package org.pcm.devnode.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import java.util.HexFormat;
import org.hyperledger.fabric.protos.ledger.rwset.NsReadWriteSet;
import org.hyperledger.fabric.protos.ledger.rwset.TxReadWriteSet;
import org.hyperledger.fabric.protos.ledger.rwset.kvrwset.KVRWSet;
import org.hyperledger.fabric.protos.ledger.rwset.kvrwset.KVWrite;
import org.junit.jupiter.api.Test;
import org.pcm.devnode.crypto.Sha256;

class CommitHashTest {
    private static TxReadWriteSet set(String namespace, KVWrite... writes) {
        return TxReadWriteSet.newBuilder()
                .addNsRwset(
                        NsReadWriteSet.newBuilder()
                                .setNamespace(namespace)
                                .setRwset(
                                        KVRWSet.newBuilder()
                                                .addAllWrites(java.util.List.of(writes))
                                                .build()
                                                .toByteString()))
                .build();
    }

    private static KVWrite write(String key, String value) {
        return KVWrite.newBuilder()
                .setKey(key)
                .setValue(ByteString.copyFromUtf8(value))
                .setIsDelete(value.isEmpty())
                .build();
    }

    @Test
    void it_covers_results_sorted_updates_and_the_hash_before() throws Exception {
        UpdateBatch updates = new UpdateBatch();
        updates.add(set("kv", write("b", "first"), write("c", "")), new Version(258, 0));
        updates.add(set("kv", write("b", "x"), write("a", "y")), new Version(258, 1));
        ByteString previous = ByteString.copyFromUtf8("previous");

        ByteString hash = CommitHash.of(ByteString.copyFrom(new byte[2]), updates, previous);

        String results = "020000";
        String first = "0a11" + "0a026b76" + "1a0161" + "2a0179" + "32050201020101";
        String second = "0a0d" + "1a0162" + "2a0178" + "32050201020101";
        String deleted = "0a0b" + "1a0163" + "2001" + "320402010200";
        byte[] bytes = HexFormat.of().parseHex(results + first + second + deleted);
        assertThat(hash).isEqualTo(ByteString.copyFrom(Sha256.of(bytes, previous.toByteArray())));
    }
}
