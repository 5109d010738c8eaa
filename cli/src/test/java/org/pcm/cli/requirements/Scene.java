package org.pcm.cli.requirements;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import org.pcm.cooperation.event.Event;
import org.pcm.cooperation.event.Governed;
import org.pcm.cooperation.job.Digests;
import org.pcm.cooperation.job.Kind;
import org.pcm.cooperation.job.TaskSet;
import org.pcm.cooperation.member.Resources;
import org.pcm.cooperation.member.Tier;
import org.pcm.cooperation.round.DispatchMode;
import org.pcm.cooperation.round.Terms;
import org.pcm.cooperation.submission.Command;
import org.pcm.participant.client.JobRef;
import org.pcm.participant.client.JobSummary;
import org.pcm.participant.client.MemberSummary;
import org.pcm.participant.client.PcmClient;
import org.pcm.participant.information.PcmException;
import org.pcm.participant.information.Settled;

/**
 * A cooperation whose coordinator is a virtual operator, so that every worker's weight can move; a
 * consumer owns its jobs. Its workers say what the test has them say.
 */
final class Scene {
    static final long MINUTE = 60_000;

    final World world;
    final String cooperation;
    final PcmClient operator;
    final PcmClient owner;
    final LaneLog log;
    private final Map<PcmClient, Integer> numbers = new HashMap<>();

    Scene(World world) throws IOException {
        this(world, world.terms());
    }

    /** The same under other terms. */
    Scene(World world, Terms terms) throws IOException {
        this.world = world;
        this.cooperation = world.name("scene");
        operator = world.person("proxy", Tier.OPERATOR);
        operator.open(cooperation, terms, Resources.NONE);
        log = world.log(cooperation);
        owner = world.person("owner", Tier.CONSUMER);
        owner.join(cooperation, Resources.NONE);
    }

    /** The same terms, but members grab what waits. */
    static Terms grabbing(Terms terms) {
        return terms.withDispatch(terms.dispatch().withMode(DispatchMode.GRAB));
    }

    /** Whole processors, with memory to match. */
    static Resources cpus(int count) {
        return new Resources(count * 1_000L, count * 256L, 0);
    }

    /** A new member who gives so many processors. */
    PcmClient worker(int cpus) throws IOException {
        return join(world.person("worker", Tier.EDGE), cpus);
    }

    /** Has somebody join. */
    PcmClient join(PcmClient person, int cpus) {
        person.join(cooperation, cpus(cpus));
        numbers.put(person, number(person));
        return person;
    }

    private int number(PcmClient person) {
        return member(person).member();
    }

    /** A member's number. */
    int numberOf(PcmClient person) {
        return Objects.requireNonNull(numbers.get(person), "no worker of this scene");
    }

    /** A member's line in the roster, as a gateway that has read the latest batch tells it. */
    MemberSummary member(PcmClient person) {
        String name = person.identity().name().orElseThrow();
        return Until.present(() -> world.directory.member(cooperation, name));
    }

    /** A job of tasks that need a processor each; its number. */
    long job(int tasks, long estimateMillis) {
        Kind kind = new Kind(new Resources(1_000, 64, 0), estimateMillis, estimateMillis * 2);
        return say(
                        owner,
                        new Command.Submit(
                                "job", List.of(kind), digests(tasks, 1), List.of(), false))
                .only()
                .job();
    }

    /** Different digests. */
    static Digests digests(int count, int seed) {
        byte[] bytes = new byte[count * Digests.LENGTH];
        new Random(seed).nextBytes(bytes);
        return Digests.of(bytes);
    }

    /** One proposes terms for the next round, others agree; the proposal's number. */
    long agreeOn(Terms next, PcmClient proposer, PcmClient... others) {
        proposer.assembly(cooperation).propose(next);
        long proposal = log.await(Governed.Proposed.class, e -> e.terms().equals(next)).proposal();
        for (PcmClient other : others) {
            other.assembly(cooperation).agree(proposal);
        }
        return proposal;
    }

    /** What somebody does is refused with a code. */
    static void refused(String code, Runnable act) {
        assertThatThrownBy(act::run)
                .isInstanceOfSatisfying(
                        PcmException.Refused.class, e -> assertThat(e.code()).isEqualTo(code));
    }

    /** Says something, having read the log so far. */
    Settled say(PcmClient person, Command... commands) {
        person.lane(cooperation).seen(log.version());
        return person.lane(cooperation).submit(commands);
    }

    /** The first offer to a worker in a job. */
    Event.Offered offer(PcmClient worker, long job) {
        return log.await(
                Event.Offered.class,
                offered -> offered.job() == job && offered.member() == numberOf(worker));
    }

    /** A worker accepts tasks and has done them. */
    void carryOut(PcmClient worker, long job, TaskSet tasks) {
        say(
                worker,
                new Command.Accept(job, tasks),
                new Command.Complete(job, tasks, digests(tasks.size(), 2)));
    }

    /** Has workers carry out whatever a job offers them, until it ends. */
    Event.JobClosed carryOut(long job, PcmClient... workers) {
        int done = 0;
        while (log.events(Event.JobClosed.class).stream().noneMatch(e -> e.job() == job)) {
            int known = done;
            List<Event.Offered> offers =
                    Until.present(() -> {
                        List<Event.Offered> all = offers(job);
                        boolean over =
                                log.events(Event.JobClosed.class).stream()
                                        .anyMatch(e -> e.job() == job);
                        return all.size() > known || over ? Optional.of(all) : Optional.empty();
                    });
            for (Event.Offered offer : offers.subList(done, offers.size())) {
                for (PcmClient worker : workers) {
                    if (numberOf(worker) == offer.member()) {
                        carryOut(worker, job, offer.tasks());
                    }
                }
            }
            done = offers.size();
        }
        return log.await(Event.JobClosed.class, e -> e.job() == job);
    }

    /** All offers of a job, in order. */
    List<Event.Offered> offers(long job) {
        return log.events(Event.Offered.class).stream().filter(e -> e.job() == job).toList();
    }

    /** How far a job is. */
    JobSummary summary(long job) {
        return Until.present(() -> world.directory.job(new JobRef(cooperation, job)));
    }
}
