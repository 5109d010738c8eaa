package org.pcm.cooperation.round;

import java.util.HexFormat;
import java.util.List;
import java.util.PrimitiveIterator;
import org.pcm.cooperation.event.Event;
import org.pcm.cooperation.job.Digests;
import org.pcm.cooperation.job.Job;
import org.pcm.cooperation.job.KindRun;
import org.pcm.cooperation.job.PageSummary;
import org.pcm.cooperation.job.Task;
import org.pcm.cooperation.job.TaskPage;
import org.pcm.cooperation.job.TaskState;
import org.pcm.cooperation.member.KeyState;
import org.pcm.cooperation.member.Member;
import org.pcm.cooperation.member.MemberState;
import org.pcm.cooperation.member.Resources;
import org.pcm.cooperation.member.Weight;
import org.pcm.cooperation.page.PageKeys;
import org.pcm.cooperation.submission.Hash;

/**
 * The only code that changes a cooperation's state: by events, and by the three things that a
 * submission brings and events do not repeat (keys, used sequence numbers, specifications).
 */
public final class Fold {
    private final Cooperation state;

    Fold(Cooperation state) {
        this.state = state;
    }

    void apply(Event.OfCooperation event) {
        switch (event) {
            case Event.Opened e -> opened(e);
            case Event.Closed e -> head().state = CooperationState.LIFE.next(head().state, e);
            case Event.Joined e -> joined(e);
            case Event.PledgeChanged e -> member(e).pledge = e.pledge();
            case Event.Away e -> moveMember(e);
            case Event.Back e -> {
                moveMember(e);
                member(e).served = Math.max(member(e).served, head().served);
            }
            case Event.Leaving e -> moveMember(e);
            case Event.Left e -> {
                moveMember(e);
                member(e).pledge = Resources.NONE;
            }
            case Event.WeightChanged e -> member(e).weight = new Weight(e.to(), e.carry());
            case Event.JobSubmitted e -> jobSubmitted(e);
            case Event.JobExtended e -> {
                Job job = touch(e.job());
                job.more = e.more();
                reopenLastPage(job);
            }
            case Event.JobClosed e -> jobClosed(e);
            case Event.Offered e -> offered(e);
            case Event.Accepted e -> accepted(e);
            case Event.Rejected e -> givenBack(e, e, true);
            case Event.OfferExpired e -> givenBack(e, e, true);
            case Event.Returned e -> givenBack(e, e, false);
            case Event.Completed e -> ended(e, e.results());
            case Event.Failed e -> failed(e, e.results());
            case Event.Overdue e -> failed(e, Digests.NONE);
            case Event.Exhausted e -> eachTask(e, (task, number, i) -> end(e, task));
            case Event.Cancelled e -> cancelled(e);
            case Event.Cancelling e ->
                    eachTask(
                            e,
                            (task, number, i) -> task.state = TaskState.LIFE.next(task.state, e));
        }
    }

    private Head head() {
        return state.head();
    }

    private Member member(Event.OfMember event) {
        return touch(state.roster().get(event.member()));
    }

    private Member touch(Member member) {
        state.roster().touch(member);
        return member;
    }

    private Job touch(long number) {
        Job job = state.existingJob(number);
        job.dirty = true;
        return job;
    }

    private void opened(Event.Opened e) {
        head().coordinator = e.coordinator();
        head().terms = e.terms();
    }

    private void joined(Event.Joined e) {
        if (e.member() < state.roster().size()) {
            moveMember(e);
        } else {
            state.roster().add(new Member(e.member(), e.name(), e.tier()));
            head().members = state.roster().size();
        }
        Member member = member(e);
        member.pledge = e.pledge();
        member.served = Math.max(member.served, head().served);
        member.seenAt = head().clock;
    }

    /** Gives a member the keys that the registry holds for it. */
    public void keysCopied(Member member, List<KeyState> keys) {
        keys.forEach(key -> member.keys.add(key));
        state.roster().indexKeys(touch(member));
    }

    /** Counts a submission of {@code member} and what it has read. */
    public void heard(Member member, KeyState key, String id, long seen) {
        key.use(id);
        long read = Math.min(seen, head().version);
        if (read > member.seen || read == head().version) {
            member.seenAt = head().clock;
        }
        member.seen = Math.max(member.seen, read);
        touch(member);
        chain(id);
    }

    private void chain(String id) {
        var sha256 = Hash.sha256();
        sha256.update(head().chain);
        sha256.update(Hash.fromBase64url(id));
        head().chain = sha256.digest();
    }

    private void moveMember(Event.OfMember e) {
        Member member = member(e);
        member.state = MemberState.LIFE.next(member.state, e);
    }

    private void jobSubmitted(Event.JobSubmitted e) {
        Job job = new Job(e.job(), e.owner(), e.name(), e.kinds());
        job.more = e.more();
        job.dirty = true;
        state.add(job);
        head().nextJob = e.job() + 1;
        head().openJobs.put(e.job(), new Head.OpenJob(0, 0));
    }

    /**
     * Adds tasks to a job: one for each specification, of the kinds that {@code runs} tells (none:
     * all of kind 0).
     */
    public void specified(Job job, Digests specs, List<KindRun> runs) {
        List<KindRun> all = runs.isEmpty() ? List.of(new KindRun(0, specs.count())) : runs;
        int added = 0;
        for (KindRun run : all) {
            for (int i = 0; i < run.count(); i++) {
                addTask(job, run.kind());
            }
            added += run.count();
        }
        addSpecs(job, job.tasks - added, specs);
        job.dirty = true;
    }

    private void addTask(Job job, int kind) {
        int page = job.tasks / PageKeys.TASKS_PER_PAGE;
        if (page == job.pages.size()) {
            job.pages.add(new PageSummary());
            state.addTaskPage(job, page);
        }
        state.taskPage(job, page).add(new Task(kind));
        job.pages.get(page).pending++;
        job.tasks++;
    }

    private void addSpecs(Job job, int firstTask, Digests specs) {
        int done = 0;
        while (done < specs.count()) {
            int page = (firstTask + done) / PageKeys.TASKS_PER_PAGE;
            int place = (firstTask + done) % PageKeys.TASKS_PER_PAGE;
            int count = Math.min(PageKeys.TASKS_PER_PAGE - place, specs.count() - done);
            Digests part = specs.slice(done, done + count);
            state.setSpecs(job, page, place == 0 ? part : state.specs(job, page).plus(part));
            done += count;
        }
    }

    /** Replaces a page whose tasks have all ended by its digest. */
    void foldPage(Job job, int page, TaskPage tasks) {
        PageSummary summary = job.pages.get(page);
        summary.folded = Hash.sha256(tasks.write());
        summary.pending = 0;
        summary.nextDue = 0;
        job.dirty = true;
    }

    /** A job that gets no more tasks may fold its last page, even if nothing else changes on it. */
    private void reopenLastPage(Job job) {
        int last = job.pages.size() - 1;
        if (!job.more && job.pages.get(last).folded == null) {
            state.taskPage(job, last).dirty = true;
        }
    }

    private void jobClosed(Event.JobClosed e) {
        Job job = touch(e.job());
        job.state = e.state();
        job.digest = HexFormat.of().parseHex(e.digest());
        head().openJobs.remove(e.job());
    }

    private interface TaskChange {
        void change(Task task, int number, int index);
    }

    private void eachTask(Event.OfTasks e, TaskChange change) {
        Job job = touch(e.job());
        int index = 0;
        for (PrimitiveIterator.OfInt tasks = e.tasks().iterator(); tasks.hasNext(); index++) {
            int number = tasks.nextInt();
            int pageNumber = number / PageKeys.TASKS_PER_PAGE;
            TaskPage page = state.taskPage(job, pageNumber);
            page.dirty = true;
            Task task = page.at(number % PageKeys.TASKS_PER_PAGE);
            boolean waited = task.state == TaskState.PENDING;
            change.change(task, number, index);
            job.pages.get(pageNumber).pending +=
                    (task.state == TaskState.PENDING ? 1 : 0) - (waited ? 1 : 0);
        }
    }

    private void offered(Event.Offered e) {
        Member member = member(e);
        if (!member.holdsTasks()) {
            member.seenAt = head().clock;
        }
        Resources needs = state.existingJob(e.job()).kinds.get(e.kind()).needs();
        member.used = member.used.plus(needs.times(e.tasks().size()));
        eachTask(
                e,
                (task, number, i) -> {
                    task.state = TaskState.LIFE.next(task.state, e);
                    task.offers++;
                    task.holder = e.member();
                    task.offeredVersion = state.batchVersion();
                    task.due = e.until();
                    countOffer(member, e, number, 1);
                });
    }

    /** Counts an unanswered offer of {@code member} up or down, by the page it lies on. */
    private static void countOffer(Member member, Event.OfTasks e, int task, int change) {
        member.offers.merge(
                new Member.OfferPlace(e.job(), task / PageKeys.TASKS_PER_PAGE),
                change,
                (a, b) -> a + b == 0 ? null : a + b);
    }

    private void accepted(Event.Accepted e) {
        Member member = member(e);
        eachTask(
                e,
                (task, number, i) -> {
                    task.state = TaskState.LIFE.next(task.state, e);
                    task.attempts++;
                    task.due = e.until();
                    countOffer(member, e, number, -1);
                });
        member.running += e.tasks().size();
    }

    private void givenBack(Event.OfTasks e, Event.OfMember by, boolean exclude) {
        Member member = member(by);
        Job job = state.existingJob(e.job());
        eachTask(
                e,
                (task, number, i) -> {
                    release(member, job, task);
                    task.state = TaskState.LIFE.next(task.state, e);
                    task.holder = Task.NOBODY;
                    countOffer(member, e, number, -1);
                    if (exclude) {
                        task.exclude(by.member());
                    }
                });
    }

    private static void release(Member member, Job job, Task task) {
        member.used = member.used.minus(job.kinds.get(task.kind).needs());
    }

    private void ended(Event.Completed e, Digests results) {
        Member member = member(e);
        Job job = state.existingJob(e.job());
        eachTask(
                e,
                (task, number, i) -> {
                    release(member, job, task);
                    task.result = results.at(i);
                    end(e, task);
                });
        job.done += e.tasks().size();
        member.running -= e.tasks().size();
    }

    private void failed(Event.OfHolder e, Digests results) {
        Member member = member(e);
        Job job = state.existingJob(e.job());
        eachTask(
                e,
                (task, number, i) -> {
                    release(member, job, task);
                    task.state = TaskState.LIFE.next(task.state, e);
                    task.exclude(e.member());
                    if (results.count() > 0) {
                        task.result = results.at(i);
                    }
                });
        member.running -= e.tasks().size();
    }

    private void cancelled(Event.Cancelled e) {
        Job job = state.existingJob(e.job());
        eachTask(
                e,
                (task, number, i) -> {
                    if (task.state.held()) {
                        Member holder = touch(state.roster().get(task.holder));
                        release(holder, job, task);
                        if (task.state == TaskState.OFFERED) {
                            countOffer(holder, e, number, -1);
                        } else {
                            holder.running--;
                        }
                    }
                    end(e, task);
                });
        job.cancelled += e.tasks().size();
    }

    private void end(Event.OfTasks e, Task task) {
        task.state = TaskState.LIFE.next(task.state, e);
        if (task.state == TaskState.FAILED) {
            state.existingJob(e.job()).failed++;
        }
    }

    /** Moves the clock, forward only (ruling 8). */
    public void clockMoved(long timestampMillis) {
        head().clock = Math.max(head().clock, timestampMillis);
    }

    /** Counts the batch, and notes what it left undone and when the next thing is due. */
    public void batchEnded(boolean unfinished, long dispatchFrom, long nextDue) {
        head().version++;
        head().unfinished = unfinished;
        head().dispatchFrom = dispatchFrom;
        head().nextDue = nextDue;
    }

    /** Notes how far sharing out has come: {@code member} was served up to {@code after}. */
    public void served(Member member, long before, long after) {
        touch(member).served = after;
        head().served = Math.max(head().served, before);
    }
}
