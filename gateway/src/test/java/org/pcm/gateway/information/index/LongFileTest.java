package org.pcm.gateway.information.index;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.pcm.cooperation.job.Digests;
import org.pcm.cooperation.job.TaskState;

class LongFileTest {
    @TempDir private Path folder;

    @Test
    void keeps_each_long_on_both_sides_of_every_pieces_edge() throws IOException {
        try (Scratch scratch = new Scratch(folder)) {
            LongFile file = new LongFile(scratch);
            List<Long> places =
                    LongStream.rangeClosed(13, 20)
                            .flatMap(bits -> LongStream.of((1L << bits) - 1, 1L << bits))
                            .boxed()
                            .toList();

            places.forEach(place -> file.put(place, ~place));

            assertThat(places).allSatisfy(place -> assertThat(file.get(place)).isEqualTo(~place));
            assertThat(file.get(5)).isZero();
            assertThat(file.get(1L << 40)).isZero();
        }
    }

    @Test
    void leaves_nothing_behind_and_sweeps_what_another_left() throws IOException {
        Files.writeString(folder.resolve("3"), "left by a crash");
        try (Scratch scratch = new Scratch(folder)) {
            new LongFile(scratch).put(100_000, 1);

            assertThat(folder).isEmptyDirectory();
        }
    }

    @Test
    void an_archived_task_is_what_it_was() throws IOException {
        try (Scratch scratch = new Scratch(folder)) {
            Archive archive = new Archive(scratch);
            TaskRow one = row(TaskState.DONE, 1);
            TaskRow other = row(TaskState.CANCELLED, -2);

            long first = archive.add(List.of(one, one, other));
            long second = archive.add(List.of(other));

            assertThat(archive.row(first + 1)).usingRecursiveComparison().isEqualTo(one);
            assertThat(archive.row(first + 2)).usingRecursiveComparison().isEqualTo(other);
            assertThat(archive.row(second)).usingRecursiveComparison().isEqualTo(other);
        }
    }

    private static TaskRow row(TaskState state, int seed) {
        byte[] spec = new byte[32];
        byte[] result = new byte[32];
        for (int i = 0; i < spec.length; i++) {
            spec[i] = (byte) (seed * i);
            result[i] = (byte) (seed - i);
        }
        return new TaskRow(
                state,
                (byte) seed,
                (byte) (seed + 1),
                (byte) 100,
                (short) (seed * 300),
                (short) -seed,
                Digests.of(spec),
                Digests.of(result));
    }
}
