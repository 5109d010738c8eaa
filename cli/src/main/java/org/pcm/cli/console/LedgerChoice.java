package org.pcm.cli.console;

import java.util.Arrays;
import org.pcm.bench.LedgerKind;
import picocli.CommandLine.Option;

/** On which kind of ledger something is to run. */
public final class LedgerChoice {
    @Option(
            names = "--ledger",
            description =
                    "devnode, or fabric: a real network, brought up for this run (default:"
                            + " ${DEFAULT-VALUE}).")
    private String word = LedgerKind.DEVNODE.word();

    /** The kind that was asked for; {@link Failure} when there is none of that name. */
    public LedgerKind kind() {
        return Arrays.stream(LedgerKind.values())
                .filter(kind -> kind.word().equalsIgnoreCase(word))
                .findFirst()
                .orElseThrow(() -> new Failure("--ledger takes devnode or fabric, not " + word));
    }
}
