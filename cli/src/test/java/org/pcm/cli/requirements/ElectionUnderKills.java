package org.pcm.cli.requirements;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.pcm.cooperation.assembly.Motion;
import org.pcm.cooperation.election.ElectionCause;
import org.pcm.cooperation.event.Event;
import org.pcm.cooperation.event.Governed;
import org.pcm.cooperation.job.TaskSet;
import org.pcm.cooperation.submission.Command;
import org.pcm.cooperation.submission.CommandResult;
import org.pcm.cooperation.submission.Govern;
import org.pcm.cooperation.submission.Outcome;
import org.pcm.participant.client.CooperationSummary;
import org.pcm.participant.client.PcmClient;
import org.pcm.participant.information.Notice;
import org.pcm.participant.information.Settled;
import org.pcm.participant.information.http.Lane;

/**
 * One election, from the petition to the first words of the old and the new coordinator, while a
 * job of before runs. Whatever is said is said around the death of a process. In the end there has
 * been one coordinator at a time, and each word has counted once (P4).
 */
final class ElectionUnderKills {
    private static final int TASKS = 2;
    private static final long ELECTION = 1;

    private final Scene scene;
    private final List<Settled> said = new ArrayList<>();

    private ElectionUnderKills(Scene scene) {
        this.scene = scene;
    }

    /** Plays it through, and strikes a part at each boundary. */
    static void play(World world, Part part, Part.Moment moment)
            throws IOException, InterruptedException {
        new ElectionUnderKills(new Scene(world)).play(part, moment);
    }

    private void play(Part part, Part.Moment moment) throws IOException, InterruptedException {
        PcmClient old = scene.operator;
        PcmClient owner = scene.owner;
        PcmClient ada = scene.worker(TASKS);
        PcmClient bob = scene.worker(1);
        int adas = scene.numberOf(ada);
        int bobs = scene.numberOf(bob);
        int owners = scene.member(owner).member();
        int olds = scene.member(old).member();
        long job = scene.job(TASKS, 10 * Scene.MINUTE);
        TaskSet running = scene.offer(ada, job).tasks();
        scene.say(ada, new Command.Accept(job, running)).only();
        List<Event.OfJob> ofJob = settledEvents(Event.OfJob.class);
        int governedBefore = settledEvents(Governed.class).size();

        Command petition = new Govern.Move(Motion.Subject.noConfidence, 0, true);
        List<Word> words =
                List.of(
                        new Word(ada, petition, olds),
                        new Word(owner, petition, olds),
                        new Word(bob, petition, olds),
                        new Word(ada, new Govern.Vote(bobs), olds),
                        new Word(old, new Govern.Vote(adas), olds),
                        new Word(owner, new Govern.Vote(adas), olds),
                        new Word(owner, new Govern.Vote(bobs), olds),
                        new Word(bob, new Govern.Vote(bobs), bobs),
                        new Word(old, new Govern.EndRound(), bobs).refused("NotCoordinator"),
                        new Word(bob, new Govern.EndRound(), bobs));
        for (Word word : words) {
            word.say(part, moment);
        }

        List<Governed> governed = settledEvents(Governed.class);
        assertThat(governed.subList(governedBefore, governed.size()))
                .extracting(event -> event.getClass().getSimpleName())
                .containsExactly(
                        "Moved",
                        "Moved",
                        "Moved",
                        "MotionCarried",
                        "ElectionCalled",
                        "VoteCast",
                        "VoteCast",
                        "VoteCast",
                        "VoteCast",
                        "VoteCast",
                        "Elected",
                        "EndTold",
                        "RoundEnded",
                        "RoundStarted");
        assertThat(scene.log.events(Governed.VoteCast.class))
                .containsExactly(
                        new Governed.VoteCast(ELECTION, adas, bobs),
                        new Governed.VoteCast(ELECTION, olds, adas),
                        new Governed.VoteCast(ELECTION, owners, adas),
                        new Governed.VoteCast(ELECTION, owners, bobs),
                        new Governed.VoteCast(ELECTION, bobs, bobs));
        assertThat(scene.log.events(Governed.Elected.class))
                .containsExactly(new Governed.Elected(ELECTION, ElectionCause.petition, bobs));
        assertThat(scene.log.events(Governed.RoundStarted.class).getLast().coordinator())
                .isEqualTo(bobs);
        assertThat(settledEvents(Event.OfJob.class)).as("the job of before").isEqualTo(ofJob);

        new Word(ada, new Command.Complete(job, running, Scene.digests(TASKS, 3)), bobs)
                .say(part, moment);
        Event.JobClosed end = scene.log.await(Event.JobClosed.class, e -> e.job() == job);
        assertThat(end.done()).isEqualTo(TASKS);
        Work.eachTaskIsDoneOnce(scene, TASKS);
        eachWordCountedOnce();
    }

    /** Something said, and who coordinates after it. */
    private final class Word {
        private final PcmClient who;
        private final Command command;
        private final int coordinator;
        private final Optional<String> refusal;

        Word(PcmClient who, Command command, int coordinator) {
            this(who, command, coordinator, Optional.empty());
        }

        private Word(PcmClient who, Command command, int coordinator, Optional<String> refusal) {
            this.who = who;
            this.command = command;
            this.coordinator = coordinator;
            this.refusal = refusal;
        }

        Word refused(String code) {
            return new Word(who, command, coordinator, Optional.of(code));
        }

        void say(Part part, Part.Moment moment) throws IOException, InterruptedException {
            Lane lane = who.lane(scene.cooperation);
            lane.seen(scene.log.version());
            CompletableFuture<Settled> begun =
                    part.strike(moment, () -> lane.send(List.of(command)));
            Settled settled = Lane.await(begun);
            said.add(settled);
            assertThat(settled.outcome())
                    .isInstanceOfSatisfying(
                            Outcome.Applied.class,
                            applied ->
                                    assertThat(code(applied.results().getFirst()))
                                            .as("%s", command)
                                            .isEqualTo(refusal));
            scene.log.awaitOutcome(settled.outcome().id());
            assertThat(summary().coordinator()).as("after %s", command).isEqualTo(coordinator);
        }

        private static Optional<String> code(CommandResult result) {
            return result instanceof CommandResult.Refused refused
                    ? Optional.of(refused.refusal().code().wire())
                    : Optional.empty();
        }
    }

    /** The cooperation, as a gateway tells it that has read as far as the log. */
    private CooperationSummary summary() {
        long version = scene.log.version();
        return Until.present(() ->
                scene.world
                        .directory
                        .cooperation(scene.cooperation)
                        .filter(told -> told.version() >= version));
    }

    /** Events so far, when everything that was said has been told. */
    private <T extends Event> List<T> settledEvents(Class<T> kind) {
        long version = summary().version();
        Until.holds(() -> scene.log.version() >= version);
        return scene.log.events(kind);
    }

    private void eachWordCountedOnce() {
        List<String> applied =
                scene.log.notices().stream()
                        .filter(Notice.Answered.class::isInstance)
                        .map(notice -> ((Notice.Answered) notice).outcome())
                        .filter(Outcome.Applied.class::isInstance)
                        .map(Outcome::id)
                        .toList();
        for (Settled word : said) {
            assertThat(applied).containsOnlyOnce(word.outcome().id());
        }
    }
}
