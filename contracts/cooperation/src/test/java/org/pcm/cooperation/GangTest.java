package org.pcm.cooperation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.pcm.cooperation.Words.FIRST;
import static org.pcm.cooperation.Words.aJobOf;
import static org.pcm.cooperation.Words.accept;
import static org.pcm.cooperation.Words.cancel;
import static org.pcm.cooperation.Words.complete;
import static org.pcm.cooperation.Words.cpus;
import static org.pcm.cooperation.Words.fail;
import static org.pcm.cooperation.Words.reject;

import org.junit.jupiter.api.Test;
import org.pcm.cooperation.event.Event;
import org.pcm.cooperation.event.Planned;
import org.pcm.cooperation.job.JobState;
import org.pcm.cooperation.job.TaskState;
import org.pcm.cooperation.round.Terms;

/** All tasks of a gang start together, or none does. */
class GangTest {
    private final Lab lab = Lab.opened().joins("ada", cpus(3)).joins("bob", cpus(3));

    private String tasksOf(int member) {
        return lab.events(Event.Offered.class).stream()
                .filter(e -> e.member() == member)
                .map(e -> e.tasks().toString())
                .reduce((a, b) -> a + "," + b)
                .orElseThrow();
    }

    @Test
    void is_offered_as_a_whole_to_several_members() {
        lab.says("olga", aJobOf(6).asGang().command());
        assertThat(lab.holding("ada")).isEqualTo(3);
        assertThat(lab.holding("bob")).isEqualTo(3);
    }

    @Test
    void waits_as_a_whole_while_there_is_room_for_a_part_only() {
        lab.says("olga", aJobOf(7).asGang().command());
        assertThat(lab.holding("ada") + lab.holding("bob")).isZero();
        lab.joins("cyd", cpus(1));
        assertThat(lab.events(Event.Offered.class)).isNotEmpty();
        assertThat(lab.job(FIRST).pending()).isZero();
    }

    @Test
    void starts_when_the_last_has_accepted() {
        lab.says("olga", aJobOf(6).asGang().command());
        String adas = tasksOf(1);
        String bobs = tasksOf(2);
        lab.says("ada", accept(FIRST, adas));
        assertThat(lab.task(FIRST, 0).state).isIn(TaskState.READY, TaskState.OFFERED);
        assertThat(lab.says("ada", complete(FIRST, adas))).isEqualTo("Applied[NotRunning]");
        lab.says("bob", accept(FIRST, bobs));
        assertThat(lab.events(Planned.Started.class)).hasSize(1);
        lab.says("ada", complete(FIRST, adas));
        lab.says("bob", complete(FIRST, bobs));
        assertThat(lab.job(FIRST).state).isEqualTo(JobState.DONE);
    }

    @Test
    void falls_apart_when_one_refuses_and_only_that_one_pays() {
        lab.says("olga", aJobOf(6).asGang().command());
        String adas = tasksOf(1);
        lab.says("ada", accept(FIRST, adas));
        lab.says("bob", reject(FIRST, tasksOfBobNow()));
        assertThat(lab.chronicle().all(Planned.Disbanded.class)).hasSize(1);
        assertThat(lab.weight("bob")).isLessThan(1_000);
        assertThat(lab.weight("ada")).isGreaterThanOrEqualTo(1_000);
    }

    private String tasksOfBobNow() {
        return lab.chronicle().all(Event.Offered.class).stream()
                .filter(e -> e.member() == 2)
                .map(e -> e.tasks().toString())
                .reduce((a, b) -> a + "," + b)
                .orElseThrow();
    }

    @Test
    void is_tried_again_and_ends_at_the_bound_of_the_terms() {
        Lab few = Lab.opened(Terms.DEFAULT.withOffersMax(3)).joins("ada", cpus(4));
        few.says("olga", aJobOf(4).asGang().command());
        for (int i = 0; i < 3; i++) {
            few.says("ada", accept(FIRST, "0-2"), reject(FIRST, "3"));
        }
        assertThat(few.job(FIRST).state).isEqualTo(JobState.FAILED);
        assertThat(few.member("ada").holdsTasks()).isFalse();
    }

    @Test
    void ends_as_a_whole_when_one_fails() {
        lab.says("olga", aJobOf(6).asGang().command());
        String adas = tasksOf(1);
        String bobs = tasksOf(2);
        lab.says("ada", accept(FIRST, adas));
        lab.says("bob", accept(FIRST, bobs));
        lab.says("bob", fail(FIRST, bobs));
        assertThat(lab.events(Event.Cancelling.class)).hasSize(1);
        lab.says("ada", fail(FIRST, adas));
        assertThat(lab.job(FIRST).state).isEqualTo(JobState.FAILED);
        assertThat(lab.member("ada").holdsTasks()).isFalse();
        assertThat(lab.weight("ada")).as("stopped, not failed").isGreaterThanOrEqualTo(1_000);
    }

    @Test
    void whose_offers_run_out_costs_all_who_ignored_it_and_no_other() {
        lab.joins("cyd", cpus(3));
        lab.says("olga", aJobOf(9).asGang().command());
        String adas = tasksOf(1);
        lab.says("ada", accept(FIRST, adas));
        lab.reads("bob", "cyd");
        lab.passes(60_000);
        assertThat(lab.weight("bob")).isLessThan(1_000);
        assertThat(lab.weight("cyd")).isLessThan(1_000);
        assertThat(lab.weight("ada")).isGreaterThanOrEqualTo(1_000);
    }

    @Test
    void is_cancelled_as_a_whole() {
        lab.says("olga", aJobOf(6).asGang().command());
        lab.says("ada", accept(FIRST, tasksOf(1)));
        lab.says("olga", cancel(FIRST, "0"));
        assertThat(lab.job(FIRST).state).isEqualTo(JobState.CANCELLED);
    }

    @Test
    void has_one_kind_one_page_and_is_submitted_at_once() {
        assertThat(lab.says("olga", aJobOf(129).asGang().command())).isEqualTo("Applied[BadGang]");
        assertThat(lab.says("olga", aJobOf(2).asGang().withMoreToCome().command()))
                .isEqualTo("Applied[BadGang]");
    }
}
