package org.pcm.cli.participant;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.pcm.cli.console.CommonOptions;
import org.pcm.cli.console.ExitCode;
import org.pcm.cooperation.member.Tier;
import org.pcm.participant.client.PcmClient;
import org.pcm.participant.identity.Identity;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code pcm register}: enters the registry. */
@Command(
        name = "register",
        description = "Enters the registry under a name, countersigned by a registrar.",
        footer = "pcm register alice --tier CONSUMER --identity alice.key")
public final class RegisterCommand implements Callable<Integer> {
    @Mixin private final CommonOptions common = new CommonOptions();
    @Mixin private final Connection connection = new Connection();

    @Parameters(paramLabel = "NAME", description = "Small letters, digits, hyphens; 32 at most.")
    private String name = "";

    @Option(names = "--tier", required = true, description = "${COMPLETION-CANDIDATES}.")
    private Tier tier = Tier.CONSUMER;

    @Option(
            names = "--capability",
            paramLabel = "LABEL",
            description = "What this participant can do; may be repeated.")
    private List<String> capabilities = List.of();

    @Option(
            names = "--voucher",
            paramLabel = "FILE",
            description = "A registrar's voucher (default: the gateway is asked for one).")
    private Optional<Path> voucher = Optional.empty();

    @Override
    public Integer call() throws IOException {
        try (PcmClient client = connection.client()) {
            Identity identity =
                    voucher.isPresent()
                            ? client.register(
                                    name,
                                    tier,
                                    capabilities,
                                    Files.readString(voucher.get()).strip())
                            : client.register(name, tier, capabilities);
            common.out()
                    .println("registered " + name + " (" + tier + ") with key " + identity.kid());
            return ExitCode.DONE;
        }
    }
}
