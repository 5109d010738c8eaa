package org.pcm.cli.demo;

import java.util.List;
import org.pcm.cooperation.member.Resources;
import org.pcm.cooperation.member.Tier;

/**
 * One of the demo's four participants.
 *
 * @param pledge what it gives
 * @param memoryMibMax it refuses tasks that need more; its own policy, the ledger knows nothing of
 *     it
 */
record Provider(String name, Tier tier, Resources pledge, long memoryMibMax) {
    private static final long ANY = 1 << 20;

    /** One of each tier; the first opens the cooperation and coordinates it. */
    static final List<Provider> ALL =
            List.of(
                    new Provider("north", Tier.HPC, new Resources(4_000, 4_096, 0), ANY),
                    new Provider("cloud", Tier.PUBLIC, new Resources(3_000, 3_072, 0), ANY),
                    new Provider("harbour", Tier.EDGE, new Resources(2_000, 2_048, 0), ANY),
                    new Provider(
                            "attic",
                            Tier.MICRO,
                            new Resources(1_000, 1_024, 0),
                            WordCount.LIGHT_MIB));

    /** Opens the cooperation, coordinates it and owns the job. */
    static Provider coordinator() {
        return ALL.get(0);
    }

    /** Is killed and comes back. */
    static Provider victim() {
        return ALL.get(2);
    }
}
