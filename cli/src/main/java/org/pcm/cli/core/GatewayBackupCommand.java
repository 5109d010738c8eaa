package org.pcm.cli.core;

import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.pcm.cli.console.CommonOptions;
import org.pcm.cli.console.ExitCode;
import org.pcm.cli.console.Places;
import org.pcm.gateway.GatewayBackup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code pcm gateway backup}: copies a gateway's folder while it runs. */
@Command(
        name = "backup",
        description = {
            "Copies a gateway's queue, key and content, also while it runs.",
            "To restore, start a gateway with the copy as its --data."
        },
        footer = "pcm gateway backup --to backups/monday")
final class GatewayBackupCommand implements Callable<Integer> {
    @Mixin private final CommonOptions common = new CommonOptions();

    @Option(
            names = "--data",
            paramLabel = "DIR",
            description = "The gateway's folder (default: ${DEFAULT-VALUE}).")
    private Path data = Places.of("gateway");

    @Option(
            names = "--to",
            paramLabel = "DIR",
            required = true,
            description = "A folder that does not exist yet.")
    private Path to = Path.of("");

    @Override
    public Integer call() throws IOException {
        long bytes = GatewayBackup.take(data, to);
        common.out()
                .println("queue, key and content are copied to " + to + ", " + bytes + " bytes");
        return ExitCode.DONE;
    }
}
