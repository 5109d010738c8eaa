package org.pcm.bench;

import java.util.Locale;

/** What kind of ledger something runs on. */
public enum LedgerKind {
    /** The embedded one: a Fabric in one process. */
    DEVNODE,

    /** A real network of Fabric's own programs, brought up for the purpose on this machine. */
    FABRIC;

    /** How reports and command lines name it. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
