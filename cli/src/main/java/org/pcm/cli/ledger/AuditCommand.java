package org.pcm.cli.ledger;

import com.google.protobuf.ByteString;
import java.io.IOException;
import java.util.HexFormat;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.pcm.arbiter.Audit;
import org.pcm.arbiter.AuditOptions;
import org.pcm.arbiter.Verdict;
import org.pcm.cli.console.Authorities;
import org.pcm.cli.console.CommonOptions;
import org.pcm.cli.console.ExitCode;
import org.pcm.cli.console.Failure;
import org.pcm.cli.console.Progress;
import org.pcm.participant.json.Json;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code pcm audit}: verifies every block and computes the contract again. */
@Command(
        name = "audit",
        description = {
            "Verifies every block of a ledger and computes the contract again, from block 0 on.",
            "With more than one --peer, demands that they all have the same blocks.",
            "Exit code: 0 PASS, 1 FAIL, 2 could not run."
        },
        footer = "pcm audit --blocks blocks.pcm --genesis 1f0c…")
public final class AuditCommand implements Callable<Integer> {
    @Mixin private final CommonOptions common = new CommonOptions();
    @Mixin private final Authorities authorities = new Authorities();

    @ArgGroup(multiplicity = "1")
    private Blocks blocks = new Blocks();

    @Option(
            names = "--genesis",
            paramLabel = "HASH",
            description = "The genesis block's hash (hex), the one thing that is trusted.")
    private Optional<String> genesis = Optional.empty();

    @Option(
            names = "--chaincode",
            paramLabel = "NAME",
            description = "The contract's name on the channel (default: ${DEFAULT-VALUE}).")
    private String chaincode = "pcm";

    @Option(names = "--json", description = "Answer in JSON.")
    private boolean json;

    @Override
    public Integer call() throws IOException {
        try (BlockSources sources = blocks.open(authorities.trust());
                Progress progress = Progress.on(common.err(), "audited", sources.height())) {
            AuditOptions options =
                    AuditOptions.unpinned().ofChaincode(chaincode).telling(progress::reached);
            if (genesis.isPresent()) {
                options = options.pinnedTo(hash(genesis.get()));
            }
            Verdict verdict = Audit.compare(sources.all(), options);
            progress.wipe();
            common.out().println(json ? Json.write(VerdictJson.of(verdict)) : verdict.line());
            return ExitCode.of(verdict instanceof Verdict.Pass);
        }
    }

    private static ByteString hash(String hex) {
        try {
            return ByteString.copyFrom(HexFormat.of().parseHex(hex));
        } catch (IllegalArgumentException e) {
            throw new Failure("--genesis takes 64 hex digits, not " + hex, e);
        }
    }
}
