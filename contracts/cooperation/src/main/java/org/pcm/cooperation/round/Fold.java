package org.pcm.cooperation.round;

import java.util.List;
import org.pcm.cooperation.event.Event;
import org.pcm.cooperation.event.Governed;
import org.pcm.cooperation.event.Planned;
import org.pcm.cooperation.job.Backlog;
import org.pcm.cooperation.job.Digests;
import org.pcm.cooperation.job.Job;
import org.pcm.cooperation.job.KindRun;
import org.pcm.cooperation.job.Progress;
import org.pcm.cooperation.job.TaskPage;
import org.pcm.cooperation.member.KeyState;
import org.pcm.cooperation.member.Member;
import org.pcm.cooperation.submission.Hash;

/**
 * The only code that changes a cooperation's state: by events, and by the three things that a
 * submission brings and events do not repeat (keys, used sequence numbers, specifications).
 */
public final class Fold {
    /** Beyond it virtual time is counted from 0 again; one offer adds far less. */
    private static final long VIRTUAL_TIME_MAX = 1L << 61;

    private final Cooperation state;
    private final MemberFold members;
    private final JobFold jobs;
    private final TaskFold tasks;
    private final PlannedFold planned;
    private final GovernFold govern;

    Fold(Cooperation state) {
        this.state = state;
        this.members = new MemberFold(state);
        this.jobs = new JobFold(state);
        this.tasks = new TaskFold(state);
        this.planned = new PlannedFold(state, tasks);
        this.govern = new GovernFold(state);
    }

    void apply(Event.OfCooperation event) {
        switch (event) {
            case Event.Opened e -> {
                head().coordinator = e.coordinator();
                head().terms = e.terms();
                govern.opened(e);
            }
            case Governed e -> govern.apply(e);
            case Event.Closed e -> head().state = CooperationState.LIFE.next(head().state, e);
            case Event.Joined e -> {
                if (members.isApplicant(e)) {
                    govern.decided(e.member());
                }
                members.joined(e);
            }
            case Event.Applied e -> {
                members.applied(e);
                govern.applied(e);
            }
            case Event.TurnedAway e -> {
                members.left(e);
                govern.decided(e.member());
            }
            case Event.Suspended e -> members.move(e);
            case Event.Readmitted e -> members.back(e);
            case Event.KeysChanged e -> members.touched(e);
            case Event.PledgeChanged e -> members.pledgeChanged(e);
            case Event.Away e -> members.move(e);
            case Event.Back e -> members.back(e);
            case Event.Leaving e -> members.move(e);
            case Event.Left e -> {
                members.left(e);
                govern.left(e.member());
            }
            case Event.WeightChanged e -> members.weightChanged(e);
            case Event.JobSubmitted e -> {
                jobs.submitted(e);
                govern.counted(1, 0);
            }
            case Event.JobExtended e -> jobs.extended(e);
            case Event.JobClosed e -> jobs.closed(e);
            case Event.Offered e -> tasks.offered(e);
            case Event.Accepted e -> tasks.accepted(e);
            case Event.Rejected e -> tasks.givenBack(e);
            case Event.OfferExpired e -> tasks.givenBack(e);
            case Event.Returned e -> tasks.givenBack(e);
            case Event.HandedBack e -> tasks.failed(e, Digests.NONE);
            case Event.Completed e -> {
                tasks.completed(e);
                govern.counted(0, e.tasks().size());
            }
            case Event.Failed e -> tasks.failed(e, e.results());
            case Event.Overdue e -> tasks.failed(e, Digests.NONE);
            case Event.Exhausted e -> {
                tasks.exhausted(e);
                govern.counted(0, e.tasks().size());
            }
            case Event.Cancelled e -> {
                tasks.cancelled(e);
                govern.counted(0, e.tasks().size());
            }
            case Event.Cancelling e -> tasks.cancelling(e);
            case Planned e -> planned.apply(e);
        }
    }

    private Head head() {
        return state.head();
    }

    /** Gives a member the keys that the registry holds for it. */
    public void keysCopied(Member member, List<KeyState> keys) {
        members.keysCopied(member, keys);
    }

    /** Lets these keys, and no others, speak for a member; those that it had go on counting. */
    public void keysReplaced(Member member, List<KeyState> keys) {
        members.keysReplaced(member, keys);
    }

    /** Counts a submission of {@code member} and what it has read. */
    public void heard(Member member, KeyState key, String id, long seen) {
        members.heard(member, key, id, seen);
        var sha256 = Hash.sha256();
        sha256.update(head().chain);
        sha256.update(Hash.fromBase64url(id));
        head().chain = sha256.digest();
    }

    /**
     * Adds tasks to a job: one for each specification, of the kinds that {@code runs} tells (none:
     * all of kind 0).
     */
    public void specified(Job job, Digests specs, List<KindRun> runs) {
        jobs.specified(job, specs, runs);
    }

    /** Replaces a page whose tasks have all ended by its digest. */
    void foldPage(Job job, int page, TaskPage ended) {
        jobs.foldPage(job, page, ended);
    }

    /** Moves the clock, forward only (ruling 8). */
    public void clockMoved(long timestampMillis) {
        head().clock = Math.max(head().clock, timestampMillis);
    }

    /** Notes how far sharing out has come: {@code member} was served from {@code before} on. */
    public void served(Member member, long before, long after) {
        state.roster().touch(member);
        member.served = after;
        head().served = Math.max(head().served, before);
        if (head().served > VIRTUAL_TIME_MAX) {
            state.roster().all().forEach(this::rebase);
            head().served = 0;
        }
    }

    private void rebase(Member member) {
        state.roster().touch(member);
        member.served = Math.max(0, member.served - head().served);
    }

    /** Notes that the work of {@code owner} was served from {@code before} on to {@code after}. */
    public void consumed(Member owner, long before, long after) {
        state.roster().touch(owner);
        owner.extra = owner.extra.withConsumed(after);
        Backlog backlog = head().backlog;
        backlog.consumed = Math.max(backlog.consumed, before);
        if (backlog.consumed > VIRTUAL_TIME_MAX) {
            for (Member member : state.roster().all()) {
                long rest = Math.max(0, member.extra.consumed() - backlog.consumed);
                state.roster().touch(member);
                member.extra = member.extra.withConsumed(rest);
            }
            backlog.consumed = 0;
        }
    }

    /** Notes how far dispatch has come. */
    public void dispatched(Progress progress) {
        head().dispatch = progress;
    }

    /** Notes when the assembly's next deadline is. */
    public void assemblyKept() {
        govern.assemblyKept();
    }

    /** Counts the batch, and notes what it left undone and when the next thing is due. */
    public void batchEnded(boolean moreDue, long nextDue) {
        head().version++;
        head().unfinished =
                moreDue || head().dispatch.unfinished() || !head().backlog.doomed.isEmpty();
        head().nextDue = nextDue;
    }
}
