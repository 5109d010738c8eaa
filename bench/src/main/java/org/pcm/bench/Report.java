package org.pcm.bench;

import java.time.Instant;
import java.util.List;
import org.pcm.bench.contention.ContentionFigures;
import org.pcm.cooperation.member.Resources;

/**
 * What a run measured.
 *
 * @param members the participants' names; each pledged {@code pledge} to each cooperation
 * @param cycles one entry for each shape of load, that with the largest submissions first
 * @param seconds how long the whole run took
 */
public record Report(
        LedgerKind ledger,
        Instant started,
        double seconds,
        Machine machine,
        List<String> members,
        Resources pledge,
        List<CycleFigures> cycles,
        ContentionFigures contention,
        NaiveFigures naive,
        Verification verification)
        implements Measured {
    /** Copies the lists. */
    public Report {
        members = List.copyOf(members);
        cycles = List.copyOf(cycles);
    }

    @Override
    public boolean ok() {
        return verification.ok() && contention.effective() == contention.sent();
    }

    /** How many times as many life cycles as the naive clients. */
    public double ratio(CycleFigures of) {
        return of.lifeCyclesPerSecond() / naive.lifeCyclesPerSecond();
    }

    @Override
    public byte[] toJson() {
        return ReportJson.write(this);
    }

    @Override
    public List<String> lines() {
        return ReportText.lines(this);
    }
}
