package org.pcm.cli.requirements;

import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.pcm.cli.network.RealLedger;
import org.pcm.network.FabricPrograms;
import org.pcm.network.LocalNetwork;

/** The requirements on a real Fabric network of four organisations. */
@Tag("real")
class RequirementsOnFabricTest extends RequirementsSuite {
    @Override
    TestLedger ledger(Path folder) throws IOException, InterruptedException {
        assumeThat(FabricPrograms.find()).as(FabricPrograms.howToGetThem()).isPresent();
        return new RealTestLedger(
                RealLedger.up(
                        LocalNetwork.Options.in(folder.resolve("network")).withBasePort(0),
                        step -> {}));
    }
}
