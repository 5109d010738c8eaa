package org.pcm.participant.sqlite;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.pcm.participant.information.Outbox;
import org.pcm.participant.information.SignedSubmission;

class SqliteOutboxTest extends OutboxContract {

    @TempDir Path folder;

    @SuppressWarnings("NullAway.Init") // open() runs before every test
    private SqliteOutbox outbox;

    @Override
    Outbox open() {
        outbox = SqliteOutbox.beside(folder.resolve("a.key"));
        return outbox;
    }

    @AfterEach
    void close() {
        outbox.close();
    }

    @Test
    void what_was_kept_is_there_for_the_next_process() {
        SignedSubmission kept = next(outbox);
        outbox.close();

        open();

        assertThat(outbox.open(LANE)).containsExactly(kept);
        assertThat(next(outbox).sequence()).isEqualTo(kept.sequence() + 1);
    }

    @Test
    void two_processes_that_share_a_key_never_take_the_same_number() {
        Set<Long> numbers = ConcurrentHashMap.newKeySet();
        try (SqliteOutbox other = SqliteOutbox.beside(folder.resolve("a.key"))) {
            IntStream.range(0, 40)
                    .parallel()
                    .forEach(i -> numbers.add(next(i % 2 == 0 ? outbox : other).sequence()));
        }

        assertThat(numbers).hasSize(40);
        assertThat(outbox.open(LANE)).hasSize(40);
    }
}
