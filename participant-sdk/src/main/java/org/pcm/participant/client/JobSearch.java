package org.pcm.participant.client;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.pcm.cooperation.job.Kind;
import org.pcm.participant.information.Content;
import org.pcm.participant.information.Digest;
import org.pcm.participant.information.TaskDocument;

/**
 * Finds a job that was submitted before. Its tasks' documents stand on the ledger by their digests,
 * so no other memory is needed, and none that a crash could part from the ledger.
 */
final class JobSearch {

    private final Directory directory;
    private final Content content;

    JobSearch(Directory directory, Content content) {
        this.directory = directory;
        this.content = content;
    }

    /**
     * What was found.
     *
     * @param ref the job
     * @param plan all of it
     * @param there how many of its tasks the ledger has
     */
    record Found(JobRef ref, JobPlan plan, int there) {}

    /**
     * The owner's latest job of this name, with these tasks, after the same jobs; also one whose
     * submitter died before all tasks were on the ledger.
     *
     * @param owner a member's number
     */
    Optional<Found> find(JobFile job, long owner) {
        return directory.jobs(job.cooperation()).reversed().stream()
                .filter(each -> each.owner() == owner && mayBe(job, each))
                .flatMap(each -> compare(job, each.ref()).stream())
                .findFirst();
    }

    private static boolean mayBe(JobFile job, JobSummary each) {
        int tasks = job.tasks().size();
        return each.name().equals(job.name())
                && each.after().equals(job.traits().after())
                && (each.more() ? !each.isClosed() && each.tasks() < tasks : each.tasks() == tasks);
    }

    private Optional<Found> compare(JobFile job, JobRef ref) {
        List<Digest> specs = directory.tasks(ref).stream().map(TaskSummary::spec).toList();
        JobPlan plan = new JobSubmitter(new ContentNames()).plan(withEstimates(job, specs));
        return plan.beginsWith(specs)
                ? Optional.of(new Found(ref, plan, specs.size()))
                : Optional.empty();
    }

    /** With the estimates that were learned for the earlier submission: by now others would be. */
    private JobFile withEstimates(JobFile job, List<Digest> specs) {
        Map<Kind, Long> learned = new HashMap<>();
        List<TaskDraft> tasks = new ArrayList<>();
        for (int i = 0; i < job.tasks().size(); i++) {
            TaskDraft task = job.tasks().get(i);
            if (task.learns() && i < specs.size()) {
                Digest spec = specs.get(i);
                learned.computeIfAbsent(task.kind(), kind -> estimate(spec));
            }
            tasks.add(
                    Optional.ofNullable(learned.get(task.kind()))
                            .filter(estimate -> task.learns())
                            .map(task::estimated)
                            .orElse(task));
        }
        return job.withTasks(tasks);
    }

    private long estimate(Digest spec) {
        return TaskDocument.read(content.get(spec)).kind().estimateMillis();
    }
}
