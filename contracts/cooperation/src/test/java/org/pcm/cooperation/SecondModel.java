package org.pcm.cooperation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.pcm.cooperation.event.Event;
import org.pcm.cooperation.event.EventBatch;
import org.pcm.cooperation.event.Governed;
import org.pcm.cooperation.event.Planned;
import org.pcm.cooperation.job.Answering;
import org.pcm.cooperation.job.Kind;
import org.pcm.cooperation.job.TaskState;
import org.pcm.cooperation.member.Member;
import org.pcm.cooperation.member.Resources;
import org.pcm.cooperation.member.Weight;
import org.pcm.cooperation.member.WeightCause;
import org.pcm.cooperation.round.Terms;

/**
 * The rules of weights, shares, bounds and time-outs a second time, written one task at a time and
 * without a thought of speed. It is told what members answered and what dispatch did; it says
 * itself what that does to weights and service, whether a time-out was due, whether a bound was
 * met, and whose turn it was. After every batch it must agree with what lies on the ledger.
 */
final class SecondModel {
    /** A job, and what its tasks are like. */
    private static final class ModelJob {
        private final List<Kind> kinds;
        private final TreeMap<Integer, ModelTask> tasks = new TreeMap<>();
        private boolean gang;

        private ModelJob(List<Kind> kinds) {
            this.kinds = kinds;
        }

        private ModelTask task(int number) {
            return tasks.computeIfAbsent(number, n -> new ModelTask());
        }
    }

    private final TreeMap<Integer, ModelMember> members = new TreeMap<>();
    private final TreeMap<Long, ModelJob> jobs = new TreeMap<>();
    private final TreeMap<Integer, BigInteger> offeredWork = new TreeMap<>();
    private final ModelShares shares = new ModelShares(members);
    private Terms terms = Terms.DEFAULT;
    private int coordinator;
    private long clock;
    private boolean dispatching;
    private final List<Planned.Grabbed> grabbed = new ArrayList<>();

    /** Takes over what a test changed behind everybody's back. */
    void correct(Snapshot now) {
        for (Member member : now.roster.all()) {
            ModelMember mine = member(member.number);
            mine.weight = exact(member.weight);
            mine.served = BigInteger.valueOf(member.served);
        }
        shares.served = BigInteger.valueOf(now.head.served);
    }

    private static BigInteger exact(Weight weight) {
        return BigInteger.valueOf(weight.thousandths())
                .multiply(BigInteger.valueOf(Weight.UNIT))
                .add(BigInteger.valueOf(weight.carry()));
    }

    void follow(EventBatch batch) {
        clock = batch.clock();
        dispatching = false;
        offeredWork.clear();
        batch.events().forEach(event -> follow((Event.OfCooperation) event));
        grabsCount();
        offeredWork.forEach(this::decay);
    }

    /** Invariant: <i>live equals a second model of the rules</i>. */
    void agreesWith(Snapshot now) {
        for (Member member : now.roster.all()) {
            ModelMember mine = member(member.number);
            assertThat(exact(member.weight)).as("weight of %s", member.name).isEqualTo(mine.weight);
            assertThat(BigInteger.valueOf(member.served))
                    .as("service of %s", member.name)
                    .isEqualTo(mine.served);
            assertThat(member.used).as("used of %s", member.name).isEqualTo(mine.used);
            assertThat(BigInteger.valueOf(member.extra.probation()))
                    .as("probation of %s", member.name)
                    .isEqualTo(mine.probation);
        }
        assertThat(BigInteger.valueOf(now.head.served)).isEqualTo(shares.served);
    }

    private ModelMember member(int number) {
        return members.computeIfAbsent(number, n -> new ModelMember());
    }

    private ModelJob job(Event.OfJob e) {
        return Objects.requireNonNull(jobs.get(e.job()));
    }

    /** What one grab brings counts once all its runs are taken. */
    private void grabsCount() {
        grabbed.forEach(e -> earns(e, terms.weights().acceptGain()));
        grabbed.clear();
    }

    private void follow(Event.OfCooperation event) {
        if (!(event instanceof Planned.Grabbed)) {
            grabsCount();
        }
        switch (event) {
            case Event.Opened e -> {
                terms = e.terms();
                coordinator = e.coordinator();
            }
            case Event.Joined e -> joined(e);
            case Event.PledgeChanged e -> member(e.member()).pledge = e.pledge();
            case Event.Away e -> member(e.member()).active = false;
            case Event.Back e -> comesBack(e.member());
            case Event.Readmitted e -> comesBack(e.member());
            case Event.Suspended e -> member(e.member()).active = false;
            case Event.Leaving e -> member(e.member()).active = false;
            case Event.Left e -> member(e.member()).pledge = Resources.NONE;
            case Event.WeightChanged e -> narrowed(e);
            case Event.JobSubmitted e -> jobs.put(e.job(), new ModelJob(e.kinds()));
            case Event.Offered e -> offered(e);
            case Event.Accepted e -> {
                earns(e, terms.weights().acceptGain());
                each(e, task -> runs(task, e.until()));
            }
            case Event.Rejected e -> rejected(e, e.reason());
            case Event.OfferExpired e -> {
                each(e, task -> isDue(task));
                costs(e, e.seen() ? terms.weights().expireLoss() : 0);
                each(e, task -> givesBack(task));
            }
            case Event.Returned e -> each(e, task -> givesBack(task));
            case Event.HandedBack e -> each(e, task -> givesBack(task));
            case Event.Completed e -> completed(e);
            case Event.Failed e -> {
                costs(e, terms.weights().failureLoss());
                each(e, task -> givesBack(task));
            }
            case Event.Overdue e -> {
                each(e, task -> isDue(task));
                costs(e, terms.weights().failureLoss());
                each(e, task -> givesBack(task));
            }
            case Event.Exhausted e -> exhausted(e);
            case Event.Cancelling e ->
                    each(e, task -> task.due = Math.min(task.due, stopsAt(task.due)));
            case Event.Cancelled e -> each(e, this::frees);
            case Planned e -> follow(e);
            case Governed.RoundStarted e -> terms = e.terms();
            case Governed.Elected e -> coordinator = e.coordinator();
            case Governed.ProxyAppointed e -> coordinator = e.coordinator();
            case Governed.ProxyRecalled e -> coordinator = e.coordinator();
            case Governed e -> {}
            case Event.Applied e -> member(e.member()).tier = e.tier();
            case Event.TurnedAway e -> {}
            case Event.KeysChanged e -> {}
            case Event.JobExtended e -> {}
            case Event.JobClosed e -> jobs.remove(e.job());
            case Event.Closed e -> {}
        }
    }

    private void follow(Planned event) {
        switch (event) {
            case Planned.JobTraits e -> job(e).gang = e.traits().gang();
            case Planned.Grabbed e -> grabbed(e);
            case Planned.RejectedForGood e -> {
                rejected(e, e.reason());
                each(e, task -> task.declined.add(e.member()));
            }
            case Planned.Readied e -> {
                earns(e, terms.weights().acceptGain());
                each(e, task -> task.state = TaskState.READY);
            }
            case Planned.Started e -> each(e, task -> runs(task, e.until()));
            case Planned.Disbanded e -> each(e, this::frees);
            case Planned.Labelled e -> member(e.member()).labels = e.labels();
            case Planned.OnProbation e ->
                    member(e.member()).probation = BigInteger.valueOf(e.work());
            case Planned.CoolingDown e ->
                    assertThat(e.until()).isEqualTo(clock + terms.dispatch().coolDownMillis());
            case Planned.JobReady e -> {}
            case Planned.JobDoomed e -> {}
        }
    }

    private long stopsAt(long due) {
        return terms.whole() ? clock + terms.graceMillis() : due;
    }

    private void joined(Event.Joined e) {
        ModelMember member = member(e.member());
        member.tier = e.tier();
        member.pledge = e.pledge();
        comesBack(e.member());
    }

    /** Time in which one could not be served is not made up for. */
    private void comesBack(int number) {
        member(number).active = true;
        member(number).served = member(number).served.max(shares.served);
    }

    /** Weights change for what was done, which the model knows, or because bounds did. */
    private void narrowed(Event.WeightChanged e) {
        if (e.cause() == WeightCause.terms) {
            member(e.member()).weight =
                    BigInteger.valueOf(e.to())
                            .multiply(BigInteger.valueOf(Weight.UNIT))
                            .add(BigInteger.valueOf(e.carry()));
        }
    }

    private void each(Event.OfTasks e, Consumer<ModelTask> change) {
        e.tasks().stream().forEach(number -> change.accept(job(e).task(number)));
    }

    private BigInteger work(Event.OfTasks e) {
        BigInteger[] work = {BigInteger.ZERO};
        each(e, task -> work[0] = work[0].add(BigInteger.valueOf(task.theKind().work())));
        return work[0];
    }

    private void earns(Event.OfHolder e, long gain) {
        if (e.member() != coordinator) {
            moves(e, gain);
        }
    }

    private void costs(Event.OfHolder e, long loss) {
        moves(e, -loss);
    }

    private void moves(Event.OfHolder e, long delta) {
        ModelMember member = member(e.member());
        BigInteger unit = BigInteger.valueOf(Weight.UNIT);
        BigInteger min = BigInteger.valueOf(terms.weights().min()).multiply(unit);
        BigInteger max = BigInteger.valueOf(terms.weights().max()).multiply(unit);
        member.weight =
                member.weight.add(work(e).multiply(BigInteger.valueOf(delta))).min(max).max(min);
    }

    private void decay(int number, BigInteger work) {
        ModelMember member = member(number);
        BigInteger unit = BigInteger.valueOf(Weight.UNIT);
        BigInteger whole = unit.multiply(BigInteger.valueOf(1_000));
        BigInteger away = member.weight.subtract(unit.multiply(BigInteger.valueOf(1_000)));
        BigInteger part = work.multiply(BigInteger.valueOf(terms.weights().decay())).min(whole);
        BigInteger less = member.weight.subtract(away.multiply(part).divide(whole));
        boolean gains = less.compareTo(member.weight) > 0;
        if (!gains || number != coordinator) {
            member.weight = less;
        }
    }

    private void offered(Event.Offered e) {
        ModelJob job = job(e);
        Kind kind = job.kinds.get(e.kind());
        if (!dispatching) {
            dispatching = true;
            shares.begin(terms.dispatch().probationShare());
        }
        ModelTask first = job.task(e.tasks().from(0));
        if (!job.gang) {
            assertThat(shares.turn(kind, first))
                    .as("whose turn it was for %s", e)
                    .isEqualTo(e.member());
        }
        hold(e, kind);
        BigInteger work = work(e);
        shares.serve(e.member(), work);
        offeredWork.merge(e.member(), work, BigInteger::add);
        each(
                e,
                task -> {
                    task.state = TaskState.OFFERED;
                    task.due = e.until();
                });
        assertThat(e.until()).isEqualTo(clock + terms.offerMillis());
    }

    private void grabbed(Planned.Grabbed e) {
        Kind kind = job(e).kinds.get(e.kind());
        shares.begin(terms.dispatch().probationShare());
        hold(e, kind);
        shares.serve(e.member(), work(e));
        grabbed.add(e);
        each(e, task -> runs(task, e.until()));
    }

    private void hold(Event.OfHolder e, Kind kind) {
        ModelMember member = member(e.member());
        each(
                e,
                task -> {
                    task.kind = kind;
                    task.holder = e.member();
                    task.offers++;
                    member.used = member.used.plus(kind.needs());
                });
        assertThat(member.used.fits(member.pledge)).as("room of member %d", e.member()).isTrue();
    }

    private static void runs(ModelTask task, long until) {
        task.state = TaskState.RUNNING;
        task.attempts++;
        task.due = until;
    }

    private void isDue(ModelTask task) {
        if (task.due > clock) {
            fail("nothing was due before " + task.due + " at " + clock);
        }
    }

    /** Ruling 5: a refusal for want of capacity is believed when the ledger shows none either. */
    private void rejected(Event.OfHolder e, String reason) {
        List<Kind> kinds = new ArrayList<>();
        each(e, task -> kinds.add(task.theKind()));
        BigInteger work = work(e);
        each(e, this::givesBack);
        ModelMember member = member(e.member());
        Resources free = member.pledge.minus(member.used);
        boolean believed =
                reason.equals(Answering.NO_CAPACITY)
                        && terms.dispatch().coolDownMillis() > 0
                        && kinds.stream().noneMatch(kind -> kind.needs().fits(free));
        assertThat(work).isPositive();
        costs(e, believed ? 0 : terms.weights().rejectLoss());
    }

    private void completed(Event.Completed e) {
        earns(e, terms.weights().successGain());
        ModelMember member = member(e.member());
        member.probation = member.probation.subtract(work(e)).max(BigInteger.ZERO);
        each(e, this::frees);
    }

    private void givesBack(ModelTask task) {
        task.gaveBack.add(task.holder);
        frees(task);
    }

    private void frees(ModelTask task) {
        if (task.holder != ModelTask.NOBODY) {
            ModelMember member = member(task.holder);
            member.used = member.used.less(task.theKind().needs());
            task.holder = ModelTask.NOBODY;
        }
        task.state = TaskState.PENDING;
    }

    private void exhausted(Event.Exhausted e) {
        int attempts = job(e).gang ? 1 : terms.attemptsMax();
        each(
                e,
                task -> {
                    boolean met =
                            switch (e.why()) {
                                case attempts -> task.attempts >= attempts;
                                case offers -> task.offers >= terms.offersMax();
                                case declined -> shares.allDeclined(task);
                            };
                    if (!met) {
                        fail("no bound was met for " + e);
                    }
                });
    }
}
