package org.pcm.bench.cycle;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.pcm.participant.client.JobSummary;

/**
 * Whether every task of a load completed exactly once: every owner heard of each of its tasks'
 * right result once, and the ledger's jobs have the same counts and digests.
 *
 * @param tasks how many tasks were submitted
 * @param closed the jobs that they made
 * @param wrong the first thing that does not fit, if any
 */
public record CycleCheck(
        String cooperation, long tasks, List<ClosedJob> closed, Optional<String> wrong) {
    /** Copies the list. */
    public CycleCheck {
        closed = List.copyOf(closed);
    }

    /** How many tasks completed exactly once. */
    public long completedOnce() {
        return closed.stream().mapToLong(ClosedJob::completedOnce).sum();
    }

    static CycleCheck of(String cooperation, List<Peer> peers) {
        Map<Long, JobSummary> ledger =
                peers.getFirst().participant().client().directory().jobs(cooperation).stream()
                        .collect(Collectors.toMap(job -> job.ref().job(), Function.identity()));
        long tasks = peers.stream().mapToLong(peer -> peer.book().sent()).sum();
        List<ClosedJob> heard =
                peers.stream().flatMap(peer -> peer.book().closed().stream()).toList();
        long once = heard.stream().mapToLong(ClosedJob::completedOnce).sum();
        Optional<String> wrong =
                heard.stream()
                        .flatMap(job -> wrong(job, ledger.get(job.number())).stream())
                        .findFirst();
        if (wrong.isEmpty() && (once != tasks || heard.size() != ledger.size())) {
            wrong =
                    Optional.of(
                            "%d tasks in %d jobs were submitted, %d completed once, the ledger has %d jobs"
                                    .formatted(tasks, heard.size(), once, ledger.size()));
        }
        return new CycleCheck(cooperation, tasks, heard, wrong);
    }

    private static Optional<String> wrong(ClosedJob heard, @Nullable JobSummary ledger) {
        boolean same =
                ledger != null
                        && ledger.state().equals("DONE")
                        && ledger.tasks() == heard.submitted()
                        && ledger.done() == heard.submitted()
                        && heard.completedOnce() == heard.submitted()
                        && ledger.digest().equals(heard.digest());
        return same ? Optional.empty() : Optional.of("heard " + heard + ", ledger " + ledger);
    }
}
