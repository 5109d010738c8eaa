package org.pcm.participant.business;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.pcm.cooperation.event.Event;
import org.pcm.cooperation.job.Digests;
import org.pcm.cooperation.job.TaskSet;
import org.pcm.cooperation.submission.CommandResult;
import org.pcm.cooperation.submission.Outcome;
import org.pcm.participant.information.Cursor;
import org.pcm.participant.information.Notice;
import org.pcm.participant.sqlite.Database;

class ConsumptionQueueTest {

    @TempDir Path folder;
    private Database database;
    private ConsumptionQueue queue;

    @BeforeEach
    void open() {
        database = Database.open(folder.resolve("q.db"), List.of(ConsumptionQueue.SCHEMA));
        queue = new ConsumptionQueue(database, "lab");
    }

    @AfterEach
    void close() {
        database.close();
    }

    private static Notice offer(long block, int item) {
        Event event = new Event.Offered(3, TaskSet.run(0, 0), 1, 0, Digests.of(new byte[32]), 99);
        return new Notice.Happened(new Cursor(block, 0, item), block, 5, event);
    }

    @Test
    void notices_come_out_in_the_ledgers_order_as_they_came_in() {
        Notice outcome =
                new Notice.Answered(
                        new Cursor(10, 0, 1),
                        10,
                        5,
                        new Outcome.Applied("id", List.of(CommandResult.OK)));
        queue.put(List.of(offer(9, 0), offer(10, 0), outcome));

        assertThat(queue.pull(10)).containsExactly(offer(9, 0), offer(10, 0), outcome);
        assertThat(queue.pull(1)).containsExactly(offer(9, 0));
        assertThat(queue.version()).isEqualTo(10);
        assertThat(queue.cursor()).isEqualTo(new Cursor(10, 0, 1));
    }

    @Test
    void a_notice_that_comes_again_counts_once_even_after_it_was_handled() {
        queue.put(List.of(offer(1, 0)));
        queue.handled(offer(1, 0));

        queue.put(List.of(offer(1, 0), offer(2, 0)));

        assertThat(queue.pull(10)).containsExactly(offer(2, 0));
    }

    @Test
    void what_was_not_handled_is_there_after_a_restart() {
        queue.put(List.of(offer(1, 0), offer(1, 1)));
        database.inTransaction(() -> queue.handled(offer(1, 0)));
        close();

        open();

        assertThat(queue.pull(10)).containsExactly(offer(1, 1));
        assertThat(queue.cursor()).isEqualTo(new Cursor(1, 0, 1));
    }

    @Test
    void a_crash_while_handling_leaves_the_notice_unhandled() {
        queue.put(List.of(offer(1, 0)));

        assertThatThrownBy(() ->
                        database.inTransaction(() -> {
                            queue.handled(offer(1, 0));
                            throw new IllegalStateException("crash");
                        }))
                .hasMessage("crash");

        assertThat(queue.pull(10)).containsExactly(offer(1, 0));
    }

    @Test
    void cooperations_do_not_see_each_others_notices() {
        queue.put(List.of(offer(1, 0)));

        assertThat(new ConsumptionQueue(database, "other").pull(10)).isEmpty();
        assertThat(new ConsumptionQueue(database, "other").cursor()).isEqualTo(Cursor.START);
    }
}
