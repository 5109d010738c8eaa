package org.pcm.gateway.information.content;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HexFormat;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.pcm.cooperation.submission.Hash;
import org.pcm.gateway.information.content.ContentStore.Limits;
import org.pcm.gateway.information.content.ContentStore.Put;

/** Nobody fills the disk for the others. */
class ContentQuotaTest {
    /** The least that a piece counts. */
    private static final int UNIT = 4_096;

    private static final long QUOTA = 100L * UNIT;

    @TempDir private Path folder;
    private ContentStore store;

    @BeforeEach
    void open() throws IOException {
        store = new ContentStore(folder, new Limits(1_000L * UNIT, QUOTA, 0));
    }

    private Put put(String participant, byte[] content) throws IOException {
        return store.put(sha256(content), participant, new ByteArrayInputStream(content));
    }

    private static String sha256(byte[] content) {
        return HexFormat.of().formatHex(Hash.sha256(content));
    }

    private static byte[] bytes(char of, int units) {
        return String.valueOf(of).repeat(units * UNIT).getBytes(StandardCharsets.UTF_8);
    }

    @Test
    void what_is_beyond_ones_bound_is_refused_and_leaves_nothing_behind() throws IOException {
        assertThat(put("alice", bytes('a', 60))).isEqualTo(Put.STORED);
        assertThat(put("alice", bytes('b', 41))).isEqualTo(Put.QUOTA_EXCEEDED);

        assertThat(store.find(sha256(bytes('b', 41)))).isEmpty();
        assertThat(put("alice", bytes('c', 40))).isEqualTo(Put.STORED);
    }

    @Test
    void others_have_bounds_of_their_own_also_for_the_same_content() throws IOException {
        put("alice", bytes('a', 100));

        assertThat(put("alice", bytes('b', 1))).isEqualTo(Put.QUOTA_EXCEEDED);
        assertThat(put("bob", bytes('a', 100))).isEqualTo(Put.STORED);
        assertThat(put("bob", bytes('b', 1))).isEqualTo(Put.QUOTA_EXCEEDED);
    }

    @Test
    void the_same_again_counts_once_and_is_taken_at_the_bound_too() throws IOException {
        put("alice", bytes('a', 60));
        put("alice", bytes('a', 60));
        assertThat(put("alice", bytes('b', 40))).isEqualTo(Put.STORED);

        assertThat(put("alice", bytes('a', 60))).isEqualTo(Put.STORED);
    }

    @Test
    void small_pieces_are_not_for_nothing() throws IOException {
        for (int i = 0; i < 100; i++) {
            assertThat(put("alice", new byte[] {(byte) i})).isEqualTo(Put.STORED);
        }

        assertThat(put("alice", new byte[] {100})).isEqualTo(Put.QUOTA_EXCEEDED);
    }

    @Test
    void content_that_was_not_what_it_said_counts_nothing() throws IOException {
        byte[] content = bytes('a', 100);
        assertThat(store.put(sha256(bytes('x', 1)), "alice", new ByteArrayInputStream(content)))
                .isEqualTo(Put.WRONG_DIGEST);

        assertThat(put("alice", content)).isEqualTo(Put.STORED);
    }

    @Test
    void a_restart_counts_what_is_there() throws IOException {
        put("alice", bytes('a', 60));
        open();

        assertThat(put("alice", bytes('b', 41))).isEqualTo(Put.QUOTA_EXCEEDED);
        assertThat(put("alice", bytes('a', 60))).isEqualTo(Put.STORED);
    }
}
