package org.pcm.gateway.control;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.pcm.gateway.business.BatchLimits;
import org.pcm.gateway.business.Entry;
import org.pcm.gateway.business.EventQueue;
import org.pcm.gateway.information.message.Arrival;

/** One submission of many breaks the contract; it is found, and nobody else is given up for it. */
class IsolationTest {
    private static final int ENTRIES = 512;

    /** Nine halvings, each with a half that works or fails, and the trials of the one alone. */
    private static final int TRANSACTIONS_MAX = 2 * 9 + 6;

    private final Isolation isolation = new Isolation();
    private EventQueue queue;
    private List<Entry> waiting;

    @BeforeEach
    void fill(@TempDir Path folder) throws Exception {
        queue = new EventQueue(folder, EventQueue.Bounds.DEFAULT);
        for (int i = 0; i < ENTRIES; i++) {
            var unused =
                    queue.add(new Arrival("id-" + i, "lane", "key-" + i, 1, 1, "jws", 0)).join();
        }
        waiting =
                new ArrayList<>(
                        queue.pick(
                                        "lane",
                                        new byte[32],
                                        kid -> 0,
                                        BatchLimits.DEFAULT,
                                        entry -> true)
                                .batch());
        assertThat(waiting).hasSize(ENTRIES);
    }

    @AfterEach
    void close() throws Exception {
        queue.close();
    }

    private List<Entry> next() {
        if (isolation.wantsTick()) {
            return List.of();
        }
        return isolation.narrow(waiting.stream().filter(isolation.admitted()).toList());
    }

    private void works(List<Entry> batch) {
        waiting.removeAll(batch);
        isolation.worked(batch);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 100, 255, 256, 510, 511})
    void it_is_found_in_few_transactions_wherever_it_stands(int place) {
        Entry poison = waiting.get(place);
        Optional<Entry> found = Optional.empty();
        int transactions = 0;

        for (; found.isEmpty() && transactions < TRANSACTIONS_MAX; transactions++) {
            List<Entry> batch = next();
            if (batch.contains(poison)) {
                found = isolation.broke(batch);
            } else {
                works(batch);
            }
        }

        assertThat(found).contains(poison);
        assertThat(isolation.isUnderWay()).isFalse();
        waiting.remove(poison);
        assertThat(next()).isEqualTo(waiting);
    }

    @Test
    void nothing_is_given_up_while_empty_batches_fail_too() {
        for (int i = 0; i < 10 * TRANSACTIONS_MAX; i++) {
            assertThat(isolation.broke(next())).isEmpty();
        }
    }

    @Test
    void failures_from_before_an_empty_batch_failed_do_not_count() {
        List<Entry> alone = List.of(waiting.getFirst());
        assertThat(isolation.broke(alone)).isEmpty();
        isolation.worked(List.of());
        assertThat(isolation.broke(alone)).isEmpty();
        assertThat(isolation.broke(List.of())).isEmpty();

        assertThat(isolation.broke(alone)).isEmpty();
        isolation.worked(List.of());
        assertThat(isolation.broke(alone)).isEmpty();
        isolation.worked(List.of());
        assertThat(isolation.broke(alone)).contains(alone.getFirst());
    }

    @Test
    void what_works_alone_after_all_is_not_suspected_any_more() {
        List<Entry> alone = List.of(waiting.getFirst());
        var unused = isolation.broke(alone);
        isolation.worked(List.of());

        works(alone);

        assertThat(isolation.isUnderWay()).isFalse();
        assertThat(next()).isEqualTo(waiting);
    }
}
