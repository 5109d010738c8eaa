package org.pcm.participant.control;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.pcm.cooperation.event.Event;
import org.pcm.cooperation.job.Digests;
import org.pcm.cooperation.job.TaskSet;
import org.pcm.cooperation.round.DispatchMode;
import org.pcm.cooperation.submission.CommandResult;
import org.pcm.cooperation.submission.Outcome;
import org.pcm.participant.information.Cursor;
import org.pcm.participant.information.Notice;

/** When an agent looks at what waits, and when not. */
class CausesTest {

    private static final int ME = 3;
    private static final int OTHER = 4;

    private final Causes causes = new Causes(ME, DispatchMode.GRAB);

    @BeforeEach
    void start() {
        causes.take();
    }

    private static Notice event(Event event) {
        return new Notice.Happened(Cursor.START, 1, 1, event);
    }

    private static Notice outcome(CommandResult... results) {
        return new Notice.Answered(Cursor.START, 1, 1, new Outcome.Applied("id", List.of(results)));
    }

    @Test
    void a_start_is_a_cause_in_any_mode() {
        assertThat(new Causes(ME, DispatchMode.PUSH).take()).isEqualTo(Causes.Cause.NEWS);
    }

    @Test
    void without_anything_new_there_is_none() {
        assertThat(causes.take()).isEqualTo(Causes.Cause.NONE);
        causes.told(event(new Event.Accepted(1, TaskSet.run(0, 1), OTHER, 9)));
        assertThat(causes.take()).isEqualTo(Causes.Cause.NONE);
    }

    @Test
    void new_and_returned_tasks_are_news_and_so_is_own_room() {
        List.of(
                        new Event.JobSubmitted(1, OTHER, "job", List.of(), 1, false),
                        new Event.Failed(1, TaskSet.run(0, 0), OTHER, "exit", Digests.NONE),
                        new Event.Overdue(1, TaskSet.run(0, 0), OTHER),
                        new Event.Completed(1, TaskSet.run(0, 0), ME, Digests.NONE))
                .forEach(event -> {
                    causes.told(event(event));
                    assertThat(causes.take()).as("%s", event).isEqualTo(Causes.Cause.NEWS);
                });
    }

    /** Else a refused grab would lead to the same grab again, as fast as the ledger goes. */
    @Test
    void an_outcome_is_no_news_but_a_heartbeat_is() {
        causes.told(outcome(CommandResult.OK));
        assertThat(causes.take()).isEqualTo(Causes.Cause.STIR);
        causes.told(outcome());
        assertThat(causes.take()).isEqualTo(Causes.Cause.NEWS);
    }

    @Test
    void where_tasks_are_pushed_only_heartbeats_are_causes() {
        causes.mode(DispatchMode.PUSH);
        causes.told(event(new Event.Completed(1, TaskSet.run(0, 0), ME, Digests.NONE)));
        assertThat(causes.take()).isEqualTo(Causes.Cause.NONE);
        causes.told(outcome());
        assertThat(causes.take()).isEqualTo(Causes.Cause.NEWS);
    }
}
