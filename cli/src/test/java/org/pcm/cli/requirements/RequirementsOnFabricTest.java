package org.pcm.cli.requirements;

import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.extension.ExtendWith;
import org.pcm.cli.network.RealLedger;

/** The requirements on a real Fabric network of four organisations. */
@Tag("real")
@ExtendWith(SharedNetwork.class)
class RequirementsOnFabricTest extends RequirementsSuite {
    private final RealLedger ledger;

    RequirementsOnFabricTest(RealLedger ledger) {
        this.ledger = ledger;
    }

    @Override
    TestLedger ledger(Path folder) {
        return new RealTestLedger(ledger);
    }
}
