package org.pcm.devnode.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BlockFileTest {
    @TempDir private Path folder;
    private Path path;

    @BeforeEach
    void write() throws IOException {
        path = folder.resolve("blocks.bin");
        try (BlockFile file = BlockFile.open(path)) {
            file.recover(BlockFile.firstOffset(), (offset, bytes) -> {});
            for (String block : List.of("\nfirst", "\nsecond", "\nthird")) {
                long offset = file.append(block.getBytes(StandardCharsets.UTF_8));
                assertThat(file.read(offset)).asString().isEqualTo(block);
            }
        }
    }

    private List<String> recovered() throws IOException {
        List<String> blocks = new ArrayList<>();
        try (BlockFile file = BlockFile.open(path)) {
            file.recover(
                    BlockFile.firstOffset(),
                    (offset, bytes) -> blocks.add(new String(bytes, StandardCharsets.UTF_8)));
        }
        return blocks;
    }

    @Test
    void it_is_as_its_description_says() throws IOException {
        byte[] bytes = Files.readAllBytes(path);

        assertThat(new String(bytes, 0, 8, StandardCharsets.US_ASCII)).isEqualTo("PCMBLKS1");
        assertThat(Arrays.copyOfRange(bytes, 8, 12)).containsExactly(0, 0, 0, 6);
        assertThat(new String(bytes, 16, 6, StandardCharsets.US_ASCII)).isEqualTo("\nfirst");
        assertThat(bytes).hasSize(8 + 3 * 8 + 6 + 7 + 6);
    }

    @Nested
    class A_torn_last_record {
        @Test
        void is_dropped_wherever_it_was_cut_and_kept_beside() throws IOException {
            byte[] whole = Files.readAllBytes(path);
            int third = whole.length - 14;
            for (int length = third + 1; length < whole.length; length++) {
                Files.write(path, Arrays.copyOf(whole, length));

                assertThat(recovered()).containsExactly("\nfirst", "\nsecond");
                assertThat(Files.size(path)).isEqualTo(third);
                assertThat(folder.resolve("blocks.bin.torn"))
                        .hasBinaryContent(Arrays.copyOfRange(whole, third, length));
            }
        }

        @Test
        void is_dropped_when_its_bytes_were_not_all_written() throws IOException {
            byte[] whole = Files.readAllBytes(path);
            whole[whole.length - 1] = 0;
            Files.write(path, whole);

            assertThat(recovered()).containsExactly("\nfirst", "\nsecond");
        }

        @Test
        void is_dropped_when_the_file_grew_and_nothing_was_written() throws IOException {
            Files.write(path, new byte[100], StandardOpenOption.APPEND);

            assertThat(recovered()).containsExactly("\nfirst", "\nsecond", "\nthird");
        }

        @Test
        void makes_room_for_the_next_block() throws IOException {
            Files.write(path, new byte[] {0, 0, 1}, StandardOpenOption.APPEND);
            try (BlockFile file = BlockFile.open(path)) {
                file.recover(BlockFile.firstOffset(), (offset, bytes) -> {});
                file.append("\nfourth".getBytes(StandardCharsets.UTF_8));
            }

            assertThat(recovered()).containsExactly("\nfirst", "\nsecond", "\nthird", "\nfourth");
        }
    }

    @Test
    void a_changed_bit_anywhere_before_the_last_record_is_an_error() throws IOException {
        byte[] whole = Files.readAllBytes(path);
        int third = whole.length - 14;
        for (int bit = 0; bit < third * Byte.SIZE; bit++) {
            byte[] damaged = whole.clone();
            damaged[bit / Byte.SIZE] ^= (byte) (1 << (bit % Byte.SIZE));
            Files.write(path, damaged);

            assertThatThrownBy(this::recovered)
                    .as("bit %d", bit)
                    .isInstanceOf(CorruptBlockFile.class);
        }
    }

    @Test
    void a_changed_length_of_the_last_record_is_an_error_where_its_block_is_whole()
            throws IOException {
        byte[] damaged = Files.readAllBytes(path);
        damaged[damaged.length - 12] ^= 1;
        Files.write(path, damaged);

        assertThatThrownBy(this::recovered).isInstanceOf(CorruptBlockFile.class);
    }

    @Test
    void a_file_cut_within_its_magic_is_begun_anew() throws IOException {
        Files.write(path, "PCM".getBytes(StandardCharsets.US_ASCII));

        assertThat(recovered()).isEmpty();
    }
}
