package org.pcm.gateway.control;

import java.util.List;
import java.util.Optional;
import org.pcm.gateway.information.message.Estimate;
import org.pcm.gateway.information.message.RunTimes;
import org.pcm.gateway.information.port.Estimates;
import org.pcm.gateway.information.port.History;

/**
 * Estimates from history what tasks will take (A5). It only proposes: what a submitter signs is
 * what counts, and what the contract decides is not asked here.
 */
public final class PolicyCenter implements Estimates {
    /** With fewer runs nothing is proposed, so that one odd run decides nothing. */
    public static final int RUNS_MIN = 3;

    private final History history;

    public PolicyCenter(History history) {
        this.history = history;
    }

    @Override
    public Optional<List<Estimate>> of(String cooperation, String owner, String job) {
        return history.runTimes(cooperation, owner, job)
                .map(all ->
                        all.stream()
                                .filter(times -> times.millis().size() >= RUNS_MIN)
                                .map(PolicyCenter::median)
                                .toList());
    }

    /** The median: runs that hung or were lucky do not move it. Of an even number the longer. */
    private static Estimate median(RunTimes times) {
        List<Long> sorted = times.millis().stream().sorted().toList();
        return new Estimate(
                times.needs(),
                Math.max(1, sorted.get(sorted.size() / 2)),
                sorted.size(),
                sorted.getFirst(),
                sorted.getLast());
    }
}
