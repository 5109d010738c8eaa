package org.pcm.participant;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.pcm.participant.information.Digest;
import org.pcm.participant.information.JobOrigin;
import org.pcm.participant.resource.Attempt;
import org.pcm.participant.resource.AttemptId;
import org.pcm.participant.resource.AttemptState;
import org.pcm.participant.sqlite.Database;
import org.pcm.participant.sqlite.DatabaseFailed;

/** What an agent remembers outlives the program that wrote it. */
class MemoryTest {
    private static final AttemptId RUNNING = new AttemptId("lab", 1, 2, 3);
    private static final Digest SPEC = Digest.sha256("task".getBytes(StandardCharsets.UTF_8));

    @TempDir Path folder;
    private Path file;

    static IntStream olderVersions() {
        return IntStream.range(1, Memory.SCHEMA.size());
    }

    @BeforeEach
    void name() {
        file = folder.resolve("agent.db");
    }

    @ParameterizedTest
    @MethodSource("olderVersions")
    void of_an_older_program_is_read_and_gone_on_with(int version) {
        try (Database older = Database.open(file, Memory.SCHEMA.subList(0, version))) {
            older.update("INSERT INTO setting VALUES ('mode', 'PAUSED')");
            older.update(
                    "INSERT INTO attempt (cooperation, job, task, version, spec, state, reason, stop)"
                            + " VALUES ('lab', 1, 2, 3, ?, 'RUNNING', '', 0)",
                    SPEC.hex());
        }
        try (Memory memory = new Memory(file)) {
            assertThat(memory.setting("mode")).contains("PAUSED");
            assertThat(memory.attempts().in(AttemptState.RUNNING))
                    .extracting(Attempt::id, Attempt::spec)
                    .containsExactly(tuple(RUNNING, SPEC));
            memory.attempts().jobs().remember("lab", 1, new JobOrigin("ada", true));
            assertThat(memory.attempts().ended(RUNNING, Optional.empty(), "lost")).isTrue();
        }
        try (Memory memory = new Memory(file)) {
            assertThat(memory.attempts().in(AttemptState.RUNNING)).isEmpty();
            assertThat(memory.attempts().jobs().isGang("lab", 1)).isTrue();
        }
    }

    @Test
    void of_a_newer_program_is_left_alone() {
        List<String> next = new ArrayList<>(Memory.SCHEMA);
        next.add("CREATE TABLE later (x INTEGER)");
        Database.open(file, next).close();
        assertThatThrownBy(() -> new Memory(file))
                .isInstanceOf(DatabaseFailed.class)
                .hasMessageContaining("newer program");
    }
}
