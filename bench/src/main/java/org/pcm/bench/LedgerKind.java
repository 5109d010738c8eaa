package org.pcm.bench;

import java.util.Locale;

/** What kind of ledger is measured on. */
public enum LedgerKind {
    /** The embedded one: a Fabric in one process. */
    DEVNODE;

    /** How reports and command lines name it. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
