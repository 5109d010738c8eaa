package org.pcm.cooperation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.pcm.cooperation.election.ElectionState;
import org.pcm.cooperation.event.Event;
import org.pcm.cooperation.event.EventBatch;
import org.pcm.cooperation.event.Governed;
import org.pcm.cooperation.event.Planned;
import org.pcm.cooperation.job.JobState;
import org.pcm.cooperation.job.Kind;
import org.pcm.cooperation.job.TaskState;
import org.pcm.cooperation.job.Traits;
import org.pcm.cooperation.member.MemberState;
import org.pcm.cooperation.member.Resources;
import org.pcm.cooperation.member.Tier;
import org.pcm.cooperation.member.WeightCause;
import org.pcm.cooperation.round.CooperationState;
import org.pcm.cooperation.round.DispatchMode;
import org.pcm.cooperation.round.RoundState;
import org.pcm.cooperation.round.Terms;

/**
 * What a reader of one lane's events knows: a second, independent telling of the state, and of the
 * moves that were made in the life cycles. It refuses events that no reader could follow.
 */
final class Chronicle {
    /** A member as the events tell it. */
    static final class MemberTold {
        MemberState state = MemberState.ACTIVE;
        Resources pledge = Resources.NONE;
        Resources used = Resources.NONE;
        long weight;
        long coolUntil;
        Tier tier = Tier.CONSUMER;
        List<String> labels = List.of();

        boolean suits(Kind kind) {
            return kind.needs().fits(pledge)
                    && (kind.place().tiers().isEmpty() || kind.place().tiers().contains(tier))
                    && labels.containsAll(kind.place().labels());
        }
    }

    /** A task as the events tell it. */
    static final class TaskTold {
        TaskState state = TaskState.PENDING;
        @Nullable Integer holder;
        @Nullable Kind kind;
        int offers;
        int attempts;
        final TreeSet<Integer> gaveBack = new TreeSet<>();
        final TreeSet<Integer> declined = new TreeSet<>();
    }

    /** A job as the events tell it. */
    static final class JobTold {
        JobState state = JobState.OPEN;
        final List<Kind> kinds;
        Traits traits = Traits.NONE;
        boolean ready = true;
        final List<TaskTold> tasks = new ArrayList<>();

        JobTold(List<Kind> kinds) {
            this.kinds = kinds;
        }

        long count(TaskState state) {
            return tasks.stream().filter(task -> task.state == state).count();
        }
    }

    final String lane;
    CooperationState state = CooperationState.OPEN;
    Terms terms = Terms.DEFAULT;
    int coordinator;
    final TreeMap<Integer, MemberTold> members = new TreeMap<>();
    final TreeMap<Long, JobTold> jobs = new TreeMap<>();

    /** Jobs that were closed, and looked at since. */
    final Set<Long> closed = new HashSet<>();

    final Set<Life.Move<?>> moves = new HashSet<>();
    final List<Event> events = new ArrayList<>();
    RoundState round = RoundState.RUNNING;
    private long rounds;
    private ElectionState election = ElectionState.FAILED;
    private long version;
    private long clock;

    Chronicle(String lane) {
        this.lane = lane;
    }

    /** Takes over the weights of {@code now}, which no event told. */
    void correct(Snapshot now) {
        now.roster
                .all()
                .forEach(m ->
                        Objects.requireNonNull(members.get(m.number)).weight =
                                m.weight.thousandths());
    }

    void follow(EventBatch batch) {
        assertThat(EventBatch.read(batch.toJson())).as("the wire form").isEqualTo(batch);
        if (batch.version() == 0) {
            assertThat(batch.events()).as("nobody has opened %s", lane).isEmpty();
            return;
        }
        assertThat(batch.version()).as("version").isEqualTo(version + 1);
        assertThat(batch.clock()).as("the clock never runs back").isGreaterThanOrEqualTo(clock);
        version = batch.version();
        clock = batch.clock();
        for (Event event : batch.events()) {
            events.add(event);
            follow((Event.OfCooperation) event);
        }
    }

    private void follow(Event.OfCooperation event) {
        switch (event) {
            case Event.Opened e -> {
                terms = e.terms();
                coordinator = e.coordinator();
                round = e.terms().whole() ? RoundState.CALLED : RoundState.RUNNING;
            }
            case Event.Closed e -> state = visit(CooperationState.LIFE, state, e);
            case Event.Joined e -> joined(e);
            case Planned e -> follow(e);
            case Event.PledgeChanged e -> {
                assertThat(e.pledge().fits(member(e).pledge) || clock >= member(e).coolUntil)
                        .as("no pledge rises while it cools down")
                        .isTrue();
                member(e).pledge = e.pledge();
            }
            case Event.Applied e -> applied(e);
            case Event.TurnedAway e -> {
                moveMember(e);
                member(e).pledge = Resources.NONE;
            }
            case Event.Suspended e -> moveMember(e);
            case Event.Readmitted e -> moveMember(e);
            case Event.KeysChanged e -> assertThat(e.kids()).isNotEmpty();
            case Governed e -> govern(e);
            case Event.HandedBack e -> each(e, task -> release(task, e.member(), true));
            case Event.Away e -> moveMember(e);
            case Event.Back e -> moveMember(e);
            case Event.Leaving e -> moveMember(e);
            case Event.Left e -> {
                moveMember(e);
                member(e).pledge = Resources.NONE;
            }
            case Event.WeightChanged e -> weightChanged(e);
            case Event.JobSubmitted e -> {
                jobs.put(e.job(), new JobTold(e.kinds()));
                add(e.job(), e.tasks());
            }
            case Event.JobExtended e -> add(e.job(), e.tasks());
            case Event.JobClosed e -> jobClosed(e);
            case Event.Offered e -> offered(e);
            case Event.Accepted e -> each(e, task -> task.attempts++);
            case Event.Rejected e -> each(e, task -> release(task, e.member(), true));
            case Event.OfferExpired e -> each(e, task -> release(task, e.member(), true));
            case Event.Returned e -> each(e, task -> release(task, e.member(), true));
            case Event.Completed e -> each(e, task -> release(task, e.member(), false));
            case Event.Failed e -> each(e, task -> release(task, e.member(), true));
            case Event.Overdue e -> each(e, task -> release(task, e.member(), true));
            case Event.Exhausted e -> each(e, task -> {});
            case Event.Cancelling e -> each(e, task -> {});
            case Event.Cancelled e ->
                    each(
                            e,
                            task -> {
                                if (task.holder != null) {
                                    release(task, task.holder, false);
                                }
                            });
        }
    }

    private void follow(Planned event) {
        switch (event) {
            case Planned.JobTraits e -> {
                job(e.job()).traits = e.traits();
                job(e.job()).ready =
                        e.traits().after().stream().noneMatch(j -> job(j).state == JobState.OPEN);
            }
            case Planned.JobReady e -> {
                JobTold job = job(e.job());
                assertThat(job.traits.after())
                        .as("what job %d waited for is done", e.job())
                        .allMatch(other -> job(other).state == JobState.DONE);
                job.ready = true;
            }
            case Planned.JobDoomed e ->
                    assertThat(job(e.by()).state).isIn(JobState.FAILED, JobState.CANCELLED);
            case Planned.Grabbed e -> grabbed(e);
            case Planned.RejectedForGood e ->
                    each(
                            e,
                            task -> {
                                release(task, e.member(), true);
                                task.declined.add(e.member());
                            });
            case Planned.Readied e -> each(e, task -> {});
            case Planned.Started e -> {
                assertThat(e.tasks().size())
                        .as("a gang starts as a whole")
                        .isEqualTo(job(e.job()).tasks.size());
                each(e, task -> task.attempts++);
            }
            case Planned.Disbanded e ->
                    each(e, task -> release(task, Objects.requireNonNull(task.holder), false));
            case Planned.CoolingDown e -> member(e).coolUntil = e.until();
            case Planned.Labelled e -> member(e).labels = e.labels();
            case Planned.OnProbation e -> assertThat(e.work()).isPositive();
        }
    }

    /** Rounds follow each other without a gap, and exactly one member coordinates. */
    private void govern(Governed event) {
        switch (event) {
            case Governed.RoundStarted e -> {
                round = visit(RoundState.LIFE, round, e);
                assertThat(e.round()).as("rounds are counted").isEqualTo(++rounds);
                assertThat(e.coordinator()).as("coordinator").isEqualTo(coordinator);
                assertThat(e.roster().stream().boxed().toList())
                        .as("no mixed roster")
                        .isEqualTo(
                                members.entrySet().stream()
                                        .filter(m -> m.getValue().state.present())
                                        .filter(m -> m.getValue().state != MemberState.LEAVING)
                                        .map(Map.Entry::getKey)
                                        .toList());
                terms = e.terms();
            }
            case Governed.RoundEnding e -> round = visit(RoundState.LIFE, round, e);
            case Governed.RoundEnded e -> round = visit(RoundState.LIFE, round, e);
            case Governed.CallFailed e -> round = visit(RoundState.LIFE, round, e);
            case Governed.ElectionCalled e -> {
                assertThat(election).as("one election at a time").isNotEqualTo(ElectionState.OPEN);
                election = ElectionState.OPEN;
            }
            case Governed.Elected e -> {
                election = visit(ElectionState.LIFE, election, e);
                coordinator = e.coordinator();
            }
            case Governed.ElectionFailed e -> {
                election = visit(ElectionState.LIFE, election, e);
            }
            case Governed.VoteCast e -> assertThat(election).isEqualTo(ElectionState.OPEN);
            case Governed.ProxyAppointed e -> coordinator = e.coordinator();
            case Governed.ProxyRecalled e -> coordinator = e.coordinator();
            case Governed.CallOpened e -> {}
            case Governed.Proposed e -> {}
            case Governed.Agreed e -> {}
            case Governed.Declined e -> {}
            case Governed.Adopted e -> {}
            case Governed.EndTold e -> assertThat(e.by()).isEqualTo(coordinator);
            case Governed.Moved e -> {}
            case Governed.MotionCarried e -> {}
            case Governed.ApplicantHeard e -> {}
        }
        if (round == RoundState.RUNNING && rounds == 0) {
            rounds = 1;
        }
    }

    private void applied(Event.Applied e) {
        if (members.containsKey(e.member())) {
            moveMember(e);
            assertThat(e.weight()).as("the old weight").isEqualTo(member(e).weight);
        } else {
            MemberTold member = new MemberTold();
            member.state = MemberState.APPLICANT;
            members.put(e.member(), member);
        }
        member(e).pledge = e.pledge();
        member(e).weight = e.weight();
    }

    private <S extends Enum<S>> S visit(Life<S> life, S from, Event event) {
        return visited(from, event, life.next(from, event));
    }

    private <S extends Enum<S>> S visited(S from, Event event, S to) {
        moves.add(new Life.Move<>(from, event.getClass(), to));
        return to;
    }

    private MemberTold member(Event.OfMember e) {
        MemberTold member = members.get(e.member());
        assertThat(member).as("member %d", e.member()).isNotNull();
        return Objects.requireNonNull(member);
    }

    private JobTold job(long number) {
        JobTold job = jobs.get(number);
        assertThat(job).as("job %d", number).isNotNull();
        return Objects.requireNonNull(job);
    }

    private void moveMember(Event.OfMember e) {
        member(e).state = visit(MemberState.LIFE, member(e).state, e);
    }

    private void joined(Event.Joined e) {
        if (members.containsKey(e.member())) {
            moveMember(e);
            assertThat(e.weight()).as("the old weight").isEqualTo(member(e).weight);
        } else {
            members.put(e.member(), new MemberTold());
            member(e).tier = e.tier();
        }
        member(e).pledge = e.pledge();
        member(e).weight = e.weight();
    }

    private void weightChanged(Event.WeightChanged e) {
        MemberTold member = member(e);
        assertThat(e.from()).as("weight before").isEqualTo(member.weight);
        assertThat(e.to())
                .as("weights lie within the bounds")
                .isBetween(terms.weights().min(), terms.weights().max());
        if (e.member() == coordinator && e.cause() != WeightCause.terms) {
            assertThat(e.to()).as("the coordinator gains nothing").isLessThanOrEqualTo(e.from());
        }
        member.weight = e.to();
    }

    private void add(long job, int count) {
        for (int i = 0; i < count; i++) {
            job(job).tasks.add(new TaskTold());
        }
    }

    private void jobClosed(Event.JobClosed e) {
        JobTold job = job(e.job());
        job.state = visited(job.state, e, JobState.LIFE.next(job.state, e, e.state()));
        assertThat(List.of(e.done(), e.failed(), e.cancelled()))
                .as("how job %d ended", e.job())
                .containsExactly(
                        (int) job.count(TaskState.DONE),
                        (int) job.count(TaskState.FAILED),
                        (int) job.count(TaskState.CANCELLED));
        assertThat(e.done() + e.failed() + e.cancelled())
                .as("every task of job %d ended", e.job())
                .isEqualTo(job.tasks.size());
    }

    private interface Change {
        void apply(TaskTold task);
    }

    private void each(Event.OfTasks e, Change change) {
        JobTold job = job(e.job());
        e.tasks().stream()
                .forEach(number -> {
                    TaskTold task = job.tasks.get(number);
                    if (e instanceof Event.OfHolder by
                            && !(e instanceof Event.Offered)
                            && !(e instanceof Planned.Grabbed)
                            && !Integer.valueOf(by.member()).equals(task.holder)) {
                        fail("task " + number + " is not held by whom " + e + " names");
                    }
                    task.state = visit(TaskState.LIFE, task.state, e);
                    change.apply(task);
                });
    }

    private void offered(Event.Offered e) {
        assertThat(job(e.job()).ready).as("job %d waits for others", e.job()).isTrue();
        Kind kind = job(e.job()).kinds.get(e.kind());
        boolean gang = job(e.job()).traits.gang();
        MemberTold member = member(e);
        assertThat(member.suits(kind)).as("tasks go where they may run").isTrue();
        assertThat(round).as("offers are made while a round runs").isEqualTo(RoundState.RUNNING);
        assertThat(member.state).as("offers go to the active").isEqualTo(MemberState.ACTIVE);
        assertThat(e.specs().count()).as("one digest a task").isEqualTo(e.tasks().size());
        assertThat(e.tasks().size()).as("length").isLessThanOrEqualTo(terms.runMax());
        each(
                e,
                task -> {
                    if (!gang
                            && task.gaveBack.contains(e.member())
                            && anotherQualifies(task, kind)) {
                        fail("offered to one who gave it back, while another qualifies: " + e);
                    }
                    hold(task, e.member(), kind);
                });
        fits(member);
    }

    private void grabbed(Planned.Grabbed e) {
        assertThat(terms.dispatch().mode()).isNotEqualTo(DispatchMode.PUSH);
        assertThat(job(e.job()).ready).as("job %d waits for others", e.job()).isTrue();
        Kind kind = job(e.job()).kinds.get(e.kind());
        MemberTold member = member(e);
        assertThat(member.suits(kind)).as("tasks go where they may run").isTrue();
        each(
                e,
                task -> {
                    hold(task, e.member(), kind);
                    task.attempts++;
                });
        fits(member);
    }

    private void hold(TaskTold task, int number, Kind kind) {
        if (task.declined.contains(number)) {
            fail("a task came back to one who had declined it");
        }
        task.holder = number;
        task.kind = kind;
        task.offers++;
        MemberTold member = Objects.requireNonNull(members.get(number));
        member.used = member.used.plus(kind.needs());
    }

    private static void fits(MemberTold member) {
        assertThat(member.used.fits(member.pledge))
                .as("capacity is never over-committed: %s of %s", member.used, member.pledge)
                .isTrue();
    }

    private boolean anotherQualifies(TaskTold task, Kind kind) {
        return members.entrySet().stream()
                .anyMatch(m ->
                        m.getValue().state == MemberState.ACTIVE
                                && m.getValue().suits(kind)
                                && !task.gaveBack.contains(m.getKey()));
    }

    private void release(TaskTold task, int holder, boolean gaveBack) {
        MemberTold member = Objects.requireNonNull(members.get(holder));
        Resources needs = Objects.requireNonNull(task.kind).needs();
        member.used = member.used.less(needs);
        task.holder = null;
        if (gaveBack) {
            task.gaveBack.add(holder);
        }
    }

    /** The events of one type, in order. */
    <E extends Event> List<E> all(Class<E> type) {
        return events.stream().filter(type::isInstance).map(type::cast).toList();
    }

    /** How many tasks each member was offered. */
    Map<Integer, Integer> offeredTasks() {
        Map<Integer, Integer> counts = new TreeMap<>();
        all(Event.Offered.class)
                .forEach(e -> counts.merge(e.member(), e.tasks().size(), Integer::sum));
        return counts;
    }
}
