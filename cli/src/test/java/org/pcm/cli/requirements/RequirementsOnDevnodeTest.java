package org.pcm.cli.requirements;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.pcm.cli.network.LocalLedger;
import org.pcm.participant.json.JsonObject;

/** The requirements on the devnode. */
@Tag("slow")
class RequirementsOnDevnodeTest extends RequirementsSuite {
    @Override
    TestLedger ledger(Path folder) throws IOException, InterruptedException {
        LocalLedger ledger = LocalLedger.start(LocalLedger.Options.in(folder.resolve("ledger")));
        JsonObject facts = JsonObject.of("ledger", ledger.toJson());
        return new DevnodeLedger(facts, ledger::close);
    }
}
