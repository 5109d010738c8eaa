package org.pcm.bench;

import java.util.List;

/** What a run found out. */
public sealed interface Measured permits Report, GrowthReport {
    /** Whether everything that was done took effect exactly once and the ledger replays. */
    boolean ok();

    /** As lines, for people. */
    List<String> lines();

    /** As JSON, for programs; docs/bench.md has the keys. */
    byte[] toJson();
}
