package org.pcm.gateway.information.index;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LongTableTest {
    @TempDir private Path folder;

    @Test
    void holds_what_a_map_holds_through_many_growths() throws IOException {
        try (Scratch scratch = new Scratch(folder)) {
            LongTable table = new LongTable(scratch);
            Map<Long, Long> map = new HashMap<>();
            SplittableRandom random = new SplittableRandom(1);
            for (int i = 0; i < 100_000; i++) {
                long key = 1 + random.nextLong(60_000) * 0x10_0000_0000L;
                table.put(key, i + 1);
                map.put(key, i + 1L);
            }

            Map<Long, Long> found = new HashMap<>();
            map.keySet().forEach(key -> found.put(key, table.get(key)));
            assertThat(found).isEqualTo(map);
            assertThat(table.get(2)).isZero();
        }
    }

    @Test
    void a_chain_of_tasks_with_one_document_is_found_whole() throws IOException {
        try (Scratch scratch = new Scratch(folder)) {
            DigestIndex index = new DigestIndex(scratch);
            byte[] shared = digest(7);
            for (int task = 0; task < 20_000; task++) {
                index.add(shared, new DigestIndex.Place(3, task % 16_384, task % 1_000));
                index.add(digest(1_000 + task), new DigestIndex.Place(4, task % 16_384, 0));
            }

            assertThat(index.get(shared))
                    .hasSize(20_000)
                    .startsWith(new DigestIndex.Place(3, 19_999 % 16_384, 999))
                    .endsWith(new DigestIndex.Place(3, 0, 0));
            assertThat(index.get(digest(1_005))).containsExactly(new DigestIndex.Place(4, 5, 0));
            assertThat(index.get(digest(1))).isEmpty();
        }
    }

    private static byte[] digest(int number) {
        byte[] digest = new byte[32];
        for (int i = 0; i < 4; i++) {
            digest[i] = (byte) (number >>> (8 * i));
        }
        return digest;
    }
}
