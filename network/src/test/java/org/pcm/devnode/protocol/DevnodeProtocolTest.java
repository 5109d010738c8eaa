package org.pcm.devnode.protocol;

import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.io.TempDir;

/** The suite on the devnode. */
class DevnodeProtocolTest {
    private static LedgerUnderTest ledger;

    @BeforeAll
    static void start(@TempDir Path folder) throws Exception {
        ledger = DevnodeLedger.start(folder);
    }

    @AfterAll
    static void stop() throws Exception {
        ledger.close();
    }

    @Nested
    class Transactions extends TransactionCases {
        @Override
        LedgerUnderTest ledger() {
            return ledger;
        }
    }

    @Nested
    class Endorsements extends EndorsementCases {
        @Override
        LedgerUnderTest ledger() {
            return ledger;
        }
    }

    @Nested
    class Errors extends ErrorCases {
        @Override
        LedgerUnderTest ledger() {
            return ledger;
        }
    }

    @Nested
    class Keys extends KeyCases {
        @Override
        LedgerUnderTest ledger() {
            return ledger;
        }
    }

    @Nested
    class Ranges extends RangeCases {
        @Override
        LedgerUnderTest ledger() {
            return ledger;
        }
    }

    @Nested
    class Conflicts extends ConflictCases {
        @Override
        LedgerUnderTest ledger() {
            return ledger;
        }
    }

    @Nested
    class Events extends EventCases {
        @Override
        LedgerUnderTest ledger() {
            return ledger;
        }
    }

    @Nested
    class Identities extends IdentityCases {
        @Override
        LedgerUnderTest ledger() {
            return ledger;
        }
    }

    @Nested
    class Validation extends ValidationCases {
        @Override
        LedgerUnderTest ledger() {
            return ledger;
        }
    }

    @Nested
    class Delivery extends DeliverCases {
        @Override
        LedgerUnderTest ledger() {
            return ledger;
        }
    }

    @Nested
    class BlockStructure extends BlockCases {
        @Override
        LedgerUnderTest ledger() {
            return ledger;
        }
    }
}
