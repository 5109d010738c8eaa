package org.pcm.cli.requirements;

import java.nio.file.Path;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/**
 * What the system must do, each requirement by its id, seen from outside: through gateways, as
 * participants see it. The same tests run on every kind of ledger.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class RequirementsSuite
        implements RosterRequirements,
                GovernanceRequirements,
                CallRequirements,
                DispatchRequirements,
                EdgeRequirements,
                LaneRequirements {
    private @Nullable World world;

    /** Brings the ledger up. */
    abstract TestLedger ledger(Path folder) throws Exception;

    @BeforeAll
    void begin(@TempDir Path folder) throws Exception {
        world = new World(ledger(folder), folder);
    }

    @AfterAll
    void end() throws Exception {
        if (world != null) {
            world.close();
        }
    }

    @Override
    public World world() {
        return Objects.requireNonNull(world, "the ledger did not come up");
    }
}
