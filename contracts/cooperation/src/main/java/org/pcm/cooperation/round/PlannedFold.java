package org.pcm.cooperation.round;

import java.util.Set;
import java.util.TreeSet;
import org.pcm.cooperation.event.Event;
import org.pcm.cooperation.event.Planned;
import org.pcm.cooperation.job.Backlog;
import org.pcm.cooperation.job.Job;
import org.pcm.cooperation.job.Traits;
import org.pcm.cooperation.member.Member;

/** What the events of dispatch that rules 2 brought do to jobs and members. */
final class PlannedFold {
    private final Cooperation state;
    private final TaskFold tasks;

    PlannedFold(Cooperation state, TaskFold tasks) {
        this.state = state;
        this.tasks = tasks;
    }

    void apply(Planned event) {
        switch (event) {
            case Planned.JobTraits e -> traits(e);
            case Planned.JobReady e -> backlog().waits.remove(e.job());
            case Planned.JobDoomed e -> {
                backlog().waits.remove(e.job());
                backlog().doomed.add(e.job());
            }
            case Planned.Grabbed e -> tasks.grabbed(e);
            case Planned.RejectedForGood e -> tasks.declined(e);
            case Planned.Readied e -> tasks.readied(e);
            case Planned.Started e -> tasks.started(e);
            case Planned.Disbanded e -> tasks.disbanded(e);
            case Planned.CoolingDown e -> {
                Member member = member(e);
                member.extra = member.extra.withCoolUntil(e.until());
            }
            case Planned.Labelled e -> {
                Member member = member(e);
                member.extra = member.extra.withLabels(e.labels());
            }
            case Planned.OnProbation e -> {
                Member member = member(e);
                member.extra = member.extra.withProbation(e.work());
            }
        }
    }

    private Backlog backlog() {
        return state.head().backlog;
    }

    private Member member(Event.OfMember e) {
        Member member = state.roster().get(e.member());
        state.roster().touch(member);
        return member;
    }

    private void traits(Planned.JobTraits e) {
        Job job = state.existingJob(e.job());
        Traits traits = e.traits();
        job.traits = traits;
        job.dirty = true;
        if (traits.gang()) {
            job.pushFrom = 0;
        }
        Set<Long> open = new TreeSet<>(traits.after());
        open.retainAll(state.head().openJobs.keySet());
        if (!open.isEmpty()) {
            backlog().waits.put(job.number, open);
        }
    }
}
