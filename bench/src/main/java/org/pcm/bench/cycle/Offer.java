package org.pcm.bench.cycle;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.pcm.cooperation.job.Digests;
import org.pcm.cooperation.job.TaskSet;
import org.pcm.cooperation.submission.Command;

/**
 * Tasks of one job that a member was offered.
 *
 * @param specs one digest a task
 */
record Offer(long job, TaskSet tasks, Digests specs) {
    /** The first {@code count} tasks, where there are more. */
    Offer first(int count) {
        return part(0, count);
    }

    /** All but the first {@code count} tasks. */
    Offer after(int count) {
        return part(count, tasks.size());
    }

    private Offer part(int from, int to) {
        TaskSet.Builder part = new TaskSet.Builder();
        tasks.stream().skip(from).limit(to - from).forEach(part::add);
        return new Offer(job, part.build(), specs.slice(from, to));
    }

    /** The same tasks with at most one offer a job, as one command can name them. */
    static List<Offer> merged(Collection<Offer> offers) {
        Map<Long, List<Offer>> byJob = new TreeMap<>();
        offers.forEach(o -> byJob.computeIfAbsent(o.job, j -> new ArrayList<>()).add(o));
        return byJob.values().stream().map(Offer::joined).toList();
    }

    /** Dispatch offers runs that do not overlap, so that sorting them puts all tasks in order. */
    private static Offer joined(List<Offer> ofJob) {
        if (ofJob.size() == 1) {
            return ofJob.getFirst();
        }
        ofJob.sort(Comparator.comparingInt(offer -> offer.tasks.from(0)));
        TaskSet.Builder tasks = new TaskSet.Builder();
        Digests specs = Digests.NONE;
        for (Offer offer : ofJob) {
            offer.tasks.stream().forEach(tasks::add);
            specs = specs.plus(offer.specs);
        }
        return new Offer(ofJob.getFirst().job, tasks.build(), specs);
    }

    Command accept() {
        return new Command.Accept(job, tasks);
    }

    Command complete() {
        return new Command.Complete(job, tasks, Work.results(specs));
    }
}
