package org.pcm.participant.control;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.pcm.cooperation.job.Kind;
import org.pcm.cooperation.member.Resources;
import org.pcm.participant.information.TaskDocument;
import org.pcm.participant.resource.AttemptId;

class PolicyCenterTest {

    private static final Resources PLEDGE = new Resources(4_000, 1_024, 0);
    private static final Use IDLE = new Use(PLEDGE, Resources.NONE, 0);

    private static Proposal task(
            String image, long memoryMib, long estimateMillis, String... command) {
        Kind kind = new Kind(new Resources(1_000, memoryMib, 0), estimateMillis, 60_000);
        return new Proposal(
                new AttemptId("lab", 1, 0, 5),
                "alice",
                new TaskDocument(List.of(command), image, Map.of(), List.of(), List.of(), kind));
    }

    private static Optional<String> decide(Rule rule, Proposal proposal, Use use) {
        return new PolicyCenter(List.of(rule)).evaluate(proposal, use);
    }

    @Test
    void a_task_that_no_rule_is_against_is_accepted() {
        PolicyCenter center =
                new PolicyCenter(
                        List.of(
                                Rules.sandboxed(true, false),
                                Rules.withoutImage(),
                                Rules.freeCapacity()));

        assertThat(center.evaluate(task("", 64, 100, "sh"), IDLE)).isEmpty();
    }

    @Test
    void the_first_rule_against_it_gives_the_reason() {
        PolicyCenter center =
                new PolicyCenter(List.of(Rules.estimateAtMost(50), Rules.memoryAtMost(10)));

        assertThat(center.evaluate(task("", 64, 100, "sh"), IDLE)).contains("TooLong");
    }

    @Test
    void without_a_sandbox_all_work_is_refused_unless_the_provider_allows_it() {
        assertThat(decide(Rules.sandboxed(false, false), task("", 1, 1, "sh"), IDLE))
                .contains("NoSandbox");
        assertThat(decide(Rules.sandboxed(false, true), task("", 1, 1, "sh"), IDLE)).isEmpty();
        assertThat(decide(Rules.sandboxed(true, false), task("", 1, 1, "sh"), IDLE)).isEmpty();
    }

    @Test
    void capacity_is_what_was_pledged_less_what_is_held() {
        Use nearlyFull = new Use(PLEDGE, new Resources(3_000, 1_000, 0), 3);

        assertThat(decide(Rules.freeCapacity(), task("", 24, 1, "sh"), nearlyFull)).isEmpty();
        assertThat(decide(Rules.freeCapacity(), task("", 25, 1, "sh"), nearlyFull))
                .contains("NoCapacity");
        assertThat(
                        decide(
                                Rules.freeCapacity(),
                                task("", 24, 1, "sh"),
                                nearlyFull.plus(new Resources(1_000, 1, 0))))
                .contains("NoCapacity");
    }

    @Test
    void a_site_limits_number_memory_and_time() {
        Use three = new Use(PLEDGE, Resources.NONE, 3);

        assertThat(decide(Rules.tasksAtMost(3), task("", 1, 1, "sh"), three))
                .contains("TooManyTasks");
        assertThat(decide(Rules.tasksAtMost(4), task("", 1, 1, "sh"), three)).isEmpty();
        assertThat(decide(Rules.memoryAtMost(63), task("", 64, 1, "sh"), IDLE))
                .contains("TooLarge");
        assertThat(decide(Rules.limitAtMost(59_999), task("", 64, 1, "sh"), IDLE))
                .contains("LimitTooLong");
    }

    @Test
    void a_site_chooses_commands() {
        assertThat(decide(Rules.onlyCommands(List.of("wc")), task("", 1, 1, "sh"), IDLE))
                .contains("CommandNotAllowed");
        assertThat(decide(Rules.onlyCommands(List.of("wc")), task("", 1, 1, "wc", "-w"), IDLE))
                .isEmpty();
        Rule noSeven = Rules.noCommandContaining("part-7", "Policy");
        assertThat(decide(noSeven, task("", 1, 1, "sh", "-c", "wc part-7"), IDLE))
                .contains("Policy");
        assertThat(decide(noSeven, task("", 1, 1, "sh", "-c", "wc part-8"), IDLE)).isEmpty();
    }

    @Test
    void processes_run_no_images() {
        assertThat(decide(Rules.withoutImage(), task("debian", 1, 1, "sh"), IDLE))
                .contains("NoImage");
    }
}
