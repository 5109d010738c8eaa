package org.pcm.cooperation.round;

import java.util.HexFormat;
import java.util.List;
import org.pcm.cooperation.event.Event;
import org.pcm.cooperation.job.Digests;
import org.pcm.cooperation.job.Job;
import org.pcm.cooperation.job.JobState;
import org.pcm.cooperation.job.KindRun;
import org.pcm.cooperation.job.PageSummary;
import org.pcm.cooperation.job.Task;
import org.pcm.cooperation.job.TaskPage;
import org.pcm.cooperation.page.PageKeys;
import org.pcm.cooperation.submission.Hash;

/** What events do to jobs and their pages. */
final class JobFold {
    private final Cooperation state;

    JobFold(Cooperation state) {
        this.state = state;
    }

    void submitted(Event.JobSubmitted e) {
        Job job = new Job(e.job(), e.owner(), e.name(), e.kinds());
        job.more = e.more();
        job.dirty = true;
        mayBeGrabbed(job);
        state.add(job);
        state.head().nextJob = e.job() + 1;
        state.head().openJobs.put(e.job(), new Head.OpenJob(0, 0));
    }

    /** In mixed mode new tasks are members' to grab for a while. */
    private void mayBeGrabbed(Job job) {
        if (state.terms().dispatch().mode() == DispatchMode.MIXED && !job.traits.gang()) {
            job.pushFrom = state.head().clock + state.terms().dispatch().grabMillis();
        }
    }

    void extended(Event.JobExtended e) {
        Job job = state.existingJob(e.job());
        job.dirty = true;
        job.more = e.more();
        if (e.tasks() > 0) {
            mayBeGrabbed(job);
        }
        int last = job.pages.size() - 1;
        if (!job.more && job.pages.get(last).folded == null) {
            // With no more tasks to come it may fold, even if nothing else changes on it.
            state.taskPage(job, last).dirty = true;
        }
    }

    void closed(Event.JobClosed e) {
        Job job = state.existingJob(e.job());
        job.dirty = true;
        job.state = JobState.LIFE.next(job.state, e, e.state());
        job.digest = HexFormat.of().parseHex(e.digest());
        state.head().openJobs.remove(e.job());
        state.head().backlog.closed(e.job(), e.state() == JobState.DONE);
    }

    void specified(Job job, Digests specs, List<KindRun> runs) {
        addSpecs(job, specs);
        if (runs.isEmpty()) {
            addTasks(job, new KindRun(0, specs.count()));
        } else {
            runs.forEach(run -> addTasks(job, run));
        }
        job.dirty = true;
    }

    private void addSpecs(Job job, Digests specs) {
        int done = 0;
        while (done < specs.count()) {
            int page = (job.tasks + done) / PageKeys.TASKS_PER_PAGE;
            int place = (job.tasks + done) % PageKeys.TASKS_PER_PAGE;
            int count = Math.min(PageKeys.TASKS_PER_PAGE - place, specs.count() - done);
            Digests part = specs.slice(done, done + count);
            state.setSpecs(job, page, place == 0 ? part : state.specs(job, page).plus(part));
            done += count;
        }
    }

    private void addTasks(Job job, KindRun run) {
        for (int i = 0; i < run.count(); i++) {
            int page = job.tasks / PageKeys.TASKS_PER_PAGE;
            if (page == job.pages.size()) {
                job.pages.add(new PageSummary());
                state.addTaskPage(job, page);
            }
            state.taskPage(job, page).add(new Task(run.kind()));
            job.pages.get(page).pending++;
            job.tasks++;
        }
    }

    void foldPage(Job job, int page, TaskPage ended) {
        job.pages.get(page).fold(Hash.sha256(ended.write()));
        job.dirty = true;
    }
}
