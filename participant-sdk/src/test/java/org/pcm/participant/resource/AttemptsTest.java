package org.pcm.participant.resource;

import static java.util.Map.entry;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.pcm.cooperation.job.Kind;
import org.pcm.cooperation.member.Resources;
import org.pcm.participant.information.Cursor;
import org.pcm.participant.information.Digest;
import org.pcm.participant.information.JobOrigin;
import org.pcm.participant.information.TaskDocument;
import org.pcm.participant.sqlite.Database;

class AttemptsTest {

    private static final AttemptId ID = new AttemptId("lab", 1, 2, 30);
    private static final Digest SPEC = Digest.sha256("spec".getBytes(StandardCharsets.UTF_8));
    private static final TaskDocument TASK =
            new TaskDocument(
                    List.of("true"),
                    "",
                    Map.of(),
                    List.of(),
                    List.of(),
                    new Kind(new Resources(1, 1, 0), 1, 1));

    /** A way of moves to each state. */
    private static final Map<AttemptState, List<AttemptState>> WAY =
            Map.ofEntries(
                    entry(AttemptState.OFFERED, List.of()),
                    entry(AttemptState.GRABBING, List.of()),
                    entry(AttemptState.GRANTED, List.of(AttemptState.GRANTED)),
                    entry(AttemptState.ACCEPTING, List.of(AttemptState.ACCEPTING)),
                    entry(AttemptState.REJECTING, List.of(AttemptState.REJECTING)),
                    entry(
                            AttemptState.READIED,
                            List.of(AttemptState.ACCEPTING, AttemptState.READIED)),
                    entry(
                            AttemptState.ACCEPTED,
                            List.of(AttemptState.ACCEPTING, AttemptState.ACCEPTED)),
                    entry(
                            AttemptState.RUNNING,
                            List.of(
                                    AttemptState.ACCEPTING,
                                    AttemptState.ACCEPTED,
                                    AttemptState.RUNNING)),
                    entry(
                            AttemptState.COMPLETING,
                            List.of(
                                    AttemptState.ACCEPTING,
                                    AttemptState.ACCEPTED,
                                    AttemptState.RUNNING,
                                    AttemptState.COMPLETING)),
                    entry(
                            AttemptState.FAILING,
                            List.of(
                                    AttemptState.ACCEPTING,
                                    AttemptState.ACCEPTED,
                                    AttemptState.FAILING)),
                    entry(AttemptState.CLOSED, List.of(AttemptState.CLOSED)));

    private static final Set<AttemptState> BEGIN_AS_CLAIMS =
            Set.of(AttemptState.GRABBING, AttemptState.GRANTED);

    @TempDir Path folder;
    private Database database;
    private Attempts attempts;

    @BeforeEach
    void open() {
        database =
                Database.open(
                        folder.resolve("a.db"),
                        List.of(Attempts.SCHEMA, Jobs.SCHEMA, Attempts.CLAIMS + Jobs.GANGS));
        attempts = new Attempts(database);
    }

    @AfterEach
    void close() {
        database.close();
    }

    @ParameterizedTest
    @EnumSource(AttemptState.class)
    void every_move_of_the_life_cycle_is_made_and_every_other_refused(AttemptState from) {
        Set<AttemptState> made = EnumSet.noneOf(AttemptState.class);
        int task = 0;
        for (AttemptState to : AttemptState.values()) {
            AttemptId id = new AttemptId("lab", 1, task++, 1);
            if (BEGIN_AS_CLAIMS.contains(from)) {
                attempts.claim(id, SPEC, TASK, "olga");
            } else {
                attempts.offered(id, SPEC);
            }
            WAY.getOrDefault(from, List.of())
                    .forEach(step -> assertThat(attempts.move(id, step)).isTrue());
            if (attempts.move(id, to)) {
                made.add(to);
            }
            AttemptState expected = made.contains(to) ? to : from;
            assertThat(attempts.find(id).orElseThrow().state()).isEqualTo(expected);
        }
        assertThat(made).isEqualTo(AttemptState.MAY_FOLLOW.get(from));
    }

    @Test
    void a_decision_keeps_the_document_and_the_reason() {
        attempts.offered(ID, SPEC);

        assertThat(attempts.decide(ID, TASK, "NoCapacity")).isTrue();

        Attempt attempt = attempts.find(ID).orElseThrow();
        assertThat(attempt.state()).isEqualTo(AttemptState.REJECTING);
        assertThat(attempt.document()).contains(TASK);
        assertThat(attempt.reason()).isEqualTo("NoCapacity");
        assertThat(attempts.decide(ID, TASK, "")).as("decided once").isFalse();
    }

    @Test
    void an_end_keeps_the_result_across_a_restart() {
        attempts.offered(ID, SPEC);
        attempts.decide(ID, TASK, "");
        attempts.move(ID, AttemptState.ACCEPTED);
        attempts.move(ID, AttemptState.RUNNING);
        attempts.ended(ID, Optional.of(SPEC), "");
        close();

        open();

        assertThat(attempts.in(AttemptState.COMPLETING))
                .extracting(Attempt::result)
                .containsExactly(Optional.of(SPEC));
    }

    @Test
    void the_same_offer_again_is_the_same_attempt_and_a_later_one_another() {
        attempts.offered(ID, SPEC);
        attempts.move(ID, AttemptState.CLOSED);
        attempts.offered(ID, SPEC);
        assertThat(attempts.open("lab", 1, 2)).isEmpty();

        AttemptId later = new AttemptId("lab", 1, 2, 31);
        attempts.offered(later, SPEC);

        assertThat(attempts.open("lab", 1, 2)).map(Attempt::id).contains(later);
    }

    private static final AttemptId CLAIMED = new AttemptId("lab", 1, 2, 20);
    private static final Cursor THERE = new Cursor(7, 0, 3);

    @Test
    void what_was_judged_and_granted_runs_with_the_document_that_was_judged() {
        attempts.claim(CLAIMED, SPEC, TASK, "olga");

        attempts.granted(ID, SPEC, "olga", THERE);

        Attempt attempt = attempts.open("lab", 1, 2).orElseThrow();
        assertThat(attempt.id()).isEqualTo(ID);
        assertThat(attempt.state()).isEqualTo(AttemptState.ACCEPTED);
        assertThat(attempt.document()).contains(TASK);
        assertThat(attempts.find(CLAIMED)).isEmpty();
    }

    @Test
    void what_is_granted_otherwise_than_it_was_judged_is_judged_again() {
        Digest other = Digest.sha256("other".getBytes(StandardCharsets.UTF_8));
        attempts.claim(CLAIMED, other, TASK, "olga");
        attempts.granted(ID, SPEC, "olga", THERE);
        assertThat(attempts.in(AttemptState.GRANTED))
                .extracting(Attempt::id, Attempt::spec, Attempt::document)
                .containsExactly(tuple(ID, SPEC, Optional.empty()));

        AttemptId second = new AttemptId("lab", 1, 3, 30);
        attempts.claim(new AttemptId("lab", 1, 3, 20), SPEC, TASK, "mallory, says a gateway");
        attempts.granted(second, SPEC, "olga", THERE);
        assertThat(attempts.find(second).orElseThrow().state()).isEqualTo(AttemptState.GRANTED);
        assertThat(attempts.in(AttemptState.GRABBING)).isEmpty();

        assertThat(attempts.decide(ID, TASK, "")).isTrue();
        assertThat(attempts.decide(second, TASK, "Policy")).isTrue();
        assertThat(attempts.find(ID).orElseThrow().state()).isEqualTo(AttemptState.ACCEPTED);
        assertThat(attempts.find(second).orElseThrow().state()).isEqualTo(AttemptState.FAILING);
    }

    @Test
    void what_was_granted_before_a_restore_is_lost() {
        attempts.doubt("lab", 8);
        attempts.claim(CLAIMED, SPEC, TASK, "olga");

        attempts.granted(ID, SPEC, "olga", THERE);

        assertThat(attempts.find(ID).orElseThrow().state()).isEqualTo(AttemptState.FAILING);
    }

    @Test
    void an_acceptance_starts_what_was_accepted_and_nothing_that_waits_for_more() {
        AttemptId claimed = new AttemptId("lab", 1, 10, 1);
        attempts.claim(claimed, SPEC, TASK, "olga");
        AttemptId granted = new AttemptId("lab", 1, 11, 1);
        attempts.granted(granted, SPEC, "olga", THERE);
        AttemptId ready = new AttemptId("lab", 1, 12, 1);
        AttemptId accepting = new AttemptId("lab", 1, 13, 1);
        for (AttemptId id : List.of(ready, accepting)) {
            attempts.offered(id, SPEC);
            attempts.decide(id, TASK, "");
        }
        attempts.move(ready, AttemptState.READIED);

        assertThat(attempts.accepted(claimed, THERE)).isFalse();
        assertThat(attempts.accepted(granted, THERE)).isFalse();
        assertThat(attempts.accepted(ready, THERE)).isFalse();
        assertThat(attempts.accepted(accepting, THERE)).isTrue();
        assertThat(attempts.in(AttemptState.ACCEPTED))
                .extracting(Attempt::id)
                .containsExactly(accepting);
    }

    @Test
    void a_task_of_a_gang_does_not_start_when_it_alone_is_accepted() {
        attempts.jobs().remember("lab", 1, new JobOrigin("olga", true));
        attempts.offered(ID, SPEC);
        attempts.decide(ID, TASK, "");

        assertThat(attempts.accepted(ID, THERE)).isFalse();
        assertThat(attempts.find(ID).orElseThrow().state()).isEqualTo(AttemptState.ACCEPTING);
    }

    @Test
    void what_an_older_agent_noted_of_a_job_gives_way_to_what_the_ledger_says() {
        database.update("INSERT INTO job (cooperation, id, owner) VALUES ('lab', 1, 'olga')");

        attempts.jobs().remember("lab", 1, new JobOrigin("olga", true));

        assertThat(attempts.jobs().isGang("lab", 1)).isTrue();
        assertThat(attempts.jobs().owner("lab", 1)).contains("olga");
    }

    @Test
    void what_an_agent_readied_that_this_memory_does_not_know_of_is_judged_when_its_gang_starts() {
        attempts.offered(ID, SPEC);
        assertThat(attempts.move(ID, AttemptState.READIED)).isTrue();

        assertThat(attempts.started(ID, THERE)).isTrue();

        assertThat(attempts.find(ID).orElseThrow().state()).isEqualTo(AttemptState.GRANTED);
        assertThat(attempts.decide(ID, TASK, "")).isTrue();
        assertThat(attempts.find(ID).orElseThrow().state()).isEqualTo(AttemptState.ACCEPTED);
    }

    @Test
    void an_older_memory_gives_up_what_was_granted_too() {
        attempts.granted(ID, SPEC, "olga", THERE);

        attempts.lose("lab");

        assertThat(attempts.find(ID).orElseThrow().state()).isEqualTo(AttemptState.FAILING);
    }

    @Test
    void a_lost_grab_leaves_nothing_behind_and_nothing_else_is_forgotten() {
        attempts.claim(CLAIMED, SPEC, TASK, "olga");
        attempts.forget(CLAIMED);
        assertThat(attempts.find(CLAIMED)).isEmpty();

        attempts.offered(ID, SPEC);
        attempts.forget(ID);
        assertThat(attempts.find(ID)).isPresent();
    }
}
