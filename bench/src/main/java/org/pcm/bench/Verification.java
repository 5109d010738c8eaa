package org.pcm.bench;

import com.google.protobuf.ByteString;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.pcm.arbiter.Audit;
import org.pcm.arbiter.AuditOptions;
import org.pcm.arbiter.Verdict;
import org.pcm.arbiter.source.BlockSource;
import org.pcm.bench.check.JobsOnPeers;
import org.pcm.bench.cycle.CycleCheck;
import org.pcm.bench.host.LedgerHost;

/**
 * What was found when all load had ended.
 *
 * @param tasks how many tasks PCM's participants submitted in the whole run
 * @param completedOnce how many of them completed exactly once, with the right result
 * @param jobs how many jobs they made
 * @param peers on how many peers each job's digest was compared
 * @param audit the arbiter's verdict on all blocks of all these peers
 * @param faults what is wrong; empty when nothing is
 */
public record Verification(
        long tasks, long completedOnce, int jobs, int peers, String audit, List<String> faults) {
    /** Copies the list. */
    public Verification {
        faults = List.copyOf(faults);
    }

    /** Looks at what owners heard, at every peer's state, and replays the ledger. */
    static Verification of(List<CycleCheck> checks, LedgerHost ledger)
            throws IOException, InterruptedException {
        List<String> faults = new ArrayList<>();
        checks.forEach(check -> check.wrong().ifPresent(faults::add));
        faults.addAll(JobsOnPeers.wrong(ledger.peers(), checks));
        Verdict verdict = audit(ledger);
        if (!(verdict instanceof Verdict.Pass)) {
            faults.add(verdict.line());
        }
        return new Verification(
                checks.stream().mapToLong(CycleCheck::tasks).sum(),
                checks.stream().mapToLong(CycleCheck::completedOnce).sum(),
                checks.stream().mapToInt(check -> check.closed().size()).sum(),
                ledger.peers().size(),
                verdict.line(),
                faults);
    }

    private static Verdict audit(LedgerHost ledger) throws IOException {
        ByteString genesis = ByteString.copyFrom(HexFormat.of().parseHex(ledger.genesis()));
        List<BlockSource> sources = ledger.blocks();
        try {
            return Audit.compare(sources, AuditOptions.unpinned().pinnedTo(genesis));
        } finally {
            for (BlockSource source : sources) {
                source.close();
            }
        }
    }

    /** Whether the figures can be believed. */
    public boolean ok() {
        return faults.isEmpty();
    }
}
