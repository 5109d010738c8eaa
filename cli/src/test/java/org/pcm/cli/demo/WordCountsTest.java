package org.pcm.cli.demo;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WordCountsTest {
    @TempDir Path folder;

    @Test
    void the_same_seed_makes_the_same_text_and_another_makes_another() throws IOException {
        Path once = text("once", 7);
        Path again = text("again", 7);
        Path other = text("other", 8);
        assertThat(Files.mismatch(once, again)).isEqualTo(-1);
        assertThat(Files.mismatch(once, other)).isNotEqualTo(-1);
    }

    @Test
    void parts_laid_end_to_end_are_the_text_and_each_ends_a_line() throws IOException {
        Path text = text("text", 1);
        List<Path> parts = Parts.cut(text, 13, folder.resolve("parts"));
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (Path part : parts) {
            String content = Files.readString(part);
            assertThat(content).endsWith("\n").hasSizeGreaterThan(1_000);
            all.writeBytes(content.getBytes(US_ASCII));
        }
        assertThat(all.toByteArray()).isEqualTo(Files.readAllBytes(text));
    }

    @Test
    void words_are_runs_of_letters_whatever_their_case() throws IOException {
        Path text = Files.writeString(folder.resolve("a"), "Ba ba, BA'c\n1c d9");
        WordCounts counted = WordCounts.ofText(text);
        counted.write(folder.resolve("out"));
        assertThat(folder.resolve("out")).hasContent("ba 3\nc 2\nd 1");
        assertThat(counted.total()).isEqualTo(6);
        assertThat(counted.different()).isEqualTo(3);
    }

    @Test
    void counts_of_parts_add_up_and_a_wrong_one_shows() throws IOException {
        Path text = Files.writeString(folder.resolve("a"), "one two one\n");
        Path first = Files.writeString(folder.resolve("1"), "      1 one\n      1 two\n");
        Path second = Files.writeString(folder.resolve("2"), "      1 one\n");
        WordCounts direct = WordCounts.ofText(text);
        assertThat(WordCounts.merged(List.of(first, second))).isEqualTo(direct);
        assertThat(WordCounts.merged(List.of(first))).isNotEqualTo(direct);
    }

    private Path text(String name, long seed) throws IOException {
        Path file = folder.resolve(name);
        Text.write(file, 50_000, seed);
        assertThat(file).hasSize(Files.size(file)).isNotEmptyFile();
        return file;
    }
}
