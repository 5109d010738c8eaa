package org.pcm.cli.participant;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.pcm.cli.console.CommonOptions;
import org.pcm.cli.console.ExitCode;
import org.pcm.cooperation.round.Terms;
import org.pcm.participant.client.PcmClient;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code pcm cooperation open}. */
@Command(
        name = "open",
        description = "Opens a cooperation; who opens it coordinates it.",
        footer = "pcm cooperation open lab --milli-cpu 4000 --memory-mib 8192")
final class CooperationOpen implements Callable<Integer> {
    @Mixin private final CommonOptions common = new CommonOptions();
    @Mixin private final Connection connection = new Connection();
    @Mixin private final PledgeOptions resources = new PledgeOptions();

    @Parameters(paramLabel = "NAME", description = "Small letters, digits, hyphens; 32 at most.")
    private String name = "";

    @Option(
            names = "--terms",
            paramLabel = "FILE",
            description = "Terms as JSON; what is left out takes the default.")
    private Optional<Path> terms = Optional.empty();

    @Override
    public Integer call() throws IOException {
        Terms agreed = terms.isPresent() ? AssemblyOrder.terms(terms.get()) : Terms.DEFAULT;
        try (PcmClient client = connection.client()) {
            client.open(name, agreed, resources.pledge());
            common.out().println("opened " + name);
            return ExitCode.DONE;
        }
    }
}
