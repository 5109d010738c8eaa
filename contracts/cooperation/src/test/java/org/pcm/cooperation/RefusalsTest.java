package org.pcm.cooperation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.pcm.cooperation.Words.FIRST;
import static org.pcm.cooperation.Words.aJobOf;
import static org.pcm.cooperation.Words.accept;
import static org.pcm.cooperation.Words.complete;
import static org.pcm.cooperation.Words.cpus;
import static org.pcm.cooperation.Words.decline;
import static org.pcm.cooperation.Words.leave;
import static org.pcm.cooperation.Words.reject;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.pcm.cooperation.event.Event;
import org.pcm.cooperation.event.ExhaustedBound;
import org.pcm.cooperation.job.JobState;
import org.pcm.cooperation.round.Terms;

/** What is refused goes to others while one qualifies, and it ends (A9, B14). */
class RefusalsTest {
    private final Lab lab =
            Lab.opened().joins("ada", cpus(1)).joins("bob", cpus(1)).joins("cyd", cpus(1));
    private final Map<Integer, String> names = Map.of(1, "ada", 2, "bob", 3, "cyd");

    private String holder() {
        return names.getOrDefault(lab.task(FIRST, 0).holder, "nobody");
    }

    @Test
    void a_refusal_for_now_may_come_back_once_all_have_refused() {
        lab.says("olga", aJobOf(1).command());
        Map<String, Integer> asked = new TreeMap<>();
        for (int i = 0; i < 6; i++) {
            asked.merge(holder(), 1, Integer::sum);
            lab.says(holder(), reject(FIRST, "0"));
            if (i == 2) {
                assertThat(asked).as("each was asked once").hasSize(3);
            }
        }
        assertThat(asked.keySet()).containsExactly("ada", "bob", "cyd");
    }

    @Test
    void a_refusal_for_good_never_comes_back() {
        lab.says("olga", aJobOf(1).command());
        String first = holder();
        lab.says(first, decline(FIRST, "0"));
        for (int i = 0; i < 8; i++) {
            assertThat(holder()).isNotEqualTo(first);
            lab.says(holder(), reject(FIRST, "0"));
        }
    }

    @Test
    void a_task_that_all_refuse_for_good_ends_with_that_reason() {
        lab.says("olga", aJobOf(1).command());
        lab.says(holder(), decline(FIRST, "0"));
        lab.says(holder(), decline(FIRST, "0"));
        assertThat(lab.job(FIRST).state).isEqualTo(JobState.OPEN);
        lab.says(holder(), decline(FIRST, "0"));
        assertThat(lab.events())
                .contains(new Event.Exhausted(FIRST, Words.tasks("0"), ExhaustedBound.declined));
        assertThat(lab.job(FIRST).state).isEqualTo(JobState.FAILED);
    }

    @Test
    void those_who_could_never_run_it_are_not_waited_for() {
        lab.joins("dan", new org.pcm.cooperation.member.Resources(10, 10, 0));
        lab.says("olga", aJobOf(1).command());
        for (int i = 0; i < 3; i++) {
            lab.says(holder(), decline(FIRST, "0"));
        }
        assertThat(lab.job(FIRST).state).isEqualTo(JobState.FAILED);
    }

    @Test
    void who_leaves_and_comes_back_has_still_refused() {
        lab.says("olga", aJobOf(1).command());
        String first = holder();
        lab.says(first, decline(FIRST, "0"));
        lab.says(first, leave());
        lab.says(first, Words.join(cpus(50)));
        for (int i = 0; i < 4; i++) {
            assertThat(holder()).isNotEqualTo(first);
            lab.says(holder(), reject(FIRST, "0"));
        }
    }

    @Test
    void refusing_for_ever_ends_at_the_bound_of_the_terms() {
        Lab few = Lab.opened(Terms.DEFAULT.withOffersMax(5)).joins("ada", cpus(1));
        few.says("olga", aJobOf(1).command());
        for (int i = 0; i < 5; i++) {
            few.says("ada", reject(FIRST, "0"));
        }
        assertThat(few.events())
                .contains(new Event.Exhausted(FIRST, Words.tasks("0"), ExhaustedBound.offers));
    }

    @Test
    void reasons_are_on_the_ledger_and_each_part_of_a_run_goes_its_way() {
        Lab one = Lab.opened().joins("ada", cpus(4)).joins("bob", cpus(4));
        one.says("olga", aJobOf(8).command());
        List<Event.Offered> offers = one.events(Event.Offered.class);
        String tasks = offers.get(0).tasks().toString();
        String name = offers.get(0).member() == 1 ? "ada" : "bob";
        int first = offers.get(0).tasks().from(0);
        one.says(name, accept(FIRST, Integer.toString(first)), decline(FIRST, tasks));
        assertThat(one.chronicle().events.toString()).contains("reason=Never");
        assertThat(one.says(name, complete(FIRST, Integer.toString(first))))
                .isEqualTo("Applied[Done]");
    }
}
