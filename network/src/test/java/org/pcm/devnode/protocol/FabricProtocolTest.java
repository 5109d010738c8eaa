package org.pcm.devnode.protocol;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Path;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.pcm.network.FabricPrograms;

/** The suite on a real network of four organisations. */
@Tag("real")
class FabricProtocolTest {
    private static @Nullable LedgerUnderTest ledger;

    @BeforeAll
    static void start(@TempDir Path folder) throws Exception {
        assumeTrue(FabricPrograms.find().isPresent(), FabricPrograms::howToGetThem);
        ledger = FabricLedger.start(folder);
    }

    @AfterAll
    static void stop() throws Exception {
        if (ledger != null) {
            ledger.close();
        }
    }

    @Nested
    class Transactions extends TransactionCases {
        @Override
        LedgerUnderTest ledger() {
            return Objects.requireNonNull(ledger);
        }
    }

    @Nested
    class Endorsements extends EndorsementCases {
        @Override
        LedgerUnderTest ledger() {
            return Objects.requireNonNull(ledger);
        }
    }

    @Nested
    class Errors extends ErrorCases {
        @Override
        LedgerUnderTest ledger() {
            return Objects.requireNonNull(ledger);
        }
    }

    @Nested
    class Keys extends KeyCases {
        @Override
        LedgerUnderTest ledger() {
            return Objects.requireNonNull(ledger);
        }
    }

    @Nested
    class Ranges extends RangeCases {
        @Override
        LedgerUnderTest ledger() {
            return Objects.requireNonNull(ledger);
        }
    }

    @Nested
    class Conflicts extends ConflictCases {
        @Override
        LedgerUnderTest ledger() {
            return Objects.requireNonNull(ledger);
        }
    }

    @Nested
    class Events extends EventCases {
        @Override
        LedgerUnderTest ledger() {
            return Objects.requireNonNull(ledger);
        }
    }

    @Nested
    class Identities extends IdentityCases {
        @Override
        LedgerUnderTest ledger() {
            return Objects.requireNonNull(ledger);
        }
    }

    @Nested
    class Validation extends ValidationCases {
        @Override
        LedgerUnderTest ledger() {
            return Objects.requireNonNull(ledger);
        }
    }

    @Nested
    class Delivery extends DeliverCases {
        @Override
        LedgerUnderTest ledger() {
            return Objects.requireNonNull(ledger);
        }
    }

    @Nested
    class BlockStructure extends BlockCases {
        @Override
        LedgerUnderTest ledger() {
            return Objects.requireNonNull(ledger);
        }
    }
}
