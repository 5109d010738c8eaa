package org.pcm.cli.console;

import java.util.Locale;
import picocli.CommandLine.Option;

/** On which kind of ledger something is to run. */
public final class LedgerChoice {
    private static final String DEVNODE = "devnode";
    private static final String FABRIC = "fabric";

    @Option(names = "--ledger", description = "devnode or fabric (default: ${DEFAULT-VALUE}).")
    private String kind = DEVNODE;

    /** {@link Failure} for any other than the devnode, the only one there is so far. */
    public void requireDevnode(String what) {
        switch (kind.toLowerCase(Locale.ROOT)) {
            case DEVNODE -> {}
            case FABRIC ->
                    throw new Failure(
                            what
                                    + " on a real Fabric network comes with pcm network, which is not"
                                    + " there yet; use --ledger devnode");
            default -> throw new Failure("--ledger takes devnode or fabric, not " + kind);
        }
    }
}
