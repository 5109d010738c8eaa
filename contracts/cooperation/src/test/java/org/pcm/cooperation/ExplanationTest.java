package org.pcm.cooperation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.pcm.cooperation.Words.FIRST;
import static org.pcm.cooperation.Words.aJobOf;
import static org.pcm.cooperation.Words.cpus;
import static org.pcm.cooperation.Words.decline;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.pcm.cooperation.job.Place;
import org.pcm.cooperation.member.Tier;

/** Why here, why not there (B5). */
class ExplanationTest {
    private final Lab lab = Lab.opened().joins("ada", cpus(2)).joins("bob", cpus(1));

    private String explained(long job, int task) {
        lab.ledger.pages.beginBatch();
        byte[] json =
                new Contract(Seal.CHECK)
                        .explain(
                                lab.ledger.pages,
                                List.of(Lab.NAME, Long.toString(job), Integer.toString(task)));
        return new String(json, StandardCharsets.UTF_8);
    }

    @Test
    void names_the_holder_and_who_was_full() {
        lab.says("olga", aJobOf(4).command());
        assertThat(explained(FIRST, 3)).contains("all who could run it are full");
        assertThat(explained(FIRST, 0)).contains("\"is\":\"holds\"");
    }

    @Test
    void says_of_each_member_what_speaks_against_it() {
        lab.joins("cyd", cpus(8));
        lab.says("olga", aJobOf(1).each(cpus(2)).command());
        int holder = lab.task(FIRST, 0).holder;
        lab.says(holder == 1 ? "ada" : "cyd", decline(FIRST, "0"));
        assertThat(explained(FIRST, 0))
                .contains("\"name\":\"bob\",\"is\":\"small\"")
                .contains("\"is\":\"declined\"")
                .contains("\"is\":\"holds\"");
    }

    @Test
    void says_what_a_waiting_task_waits_for() {
        lab.says("olga", aJobOf(1).command(), aJobOf(1).after(FIRST).command());
        assertThat(explained(2, 0)).contains("its job waits for jobs [1]");
        Place nowhere = new Place(List.of(Tier.EDGE), List.of(), List.of());
        lab.says("olga", aJobOf(1).at(nowhere).command());
        assertThat(explained(3, 0)).contains("nobody here can run it").contains("elsewhere");
        lab.says("olga", aJobOf(9).asGang().command());
        assertThat(explained(4, 0)).contains("no room for all of its gang");
    }

    @Test
    void of_what_is_not_there_is_empty() {
        assertThat(explained(FIRST, 0)).isEmpty();
        lab.says("olga", aJobOf(1).command());
        assertThat(explained(FIRST, 1)).isEmpty();
    }
}
