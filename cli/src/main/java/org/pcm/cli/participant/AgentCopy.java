package org.pcm.cli.participant;

import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.pcm.cli.console.CommonOptions;
import org.pcm.cli.console.ExitCode;
import org.pcm.participant.AgentBackup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Copies of what an agent remembers. */
abstract sealed class AgentCopy implements Callable<Integer> {
    @Mixin final CommonOptions common = new CommonOptions();
    @Mixin final SiteParameter site = new SiteParameter();

    /** {@code pcm agent backup}. */
    @Command(
            name = "backup",
            description = {
                "Copies an agent's memory, key and outbox, also while it works.",
                "Keep the copy as private as the key. Work that runs is not copied."
            },
            footer = "pcm agent backup site.json --to backups/monday")
    static final class Backup extends AgentCopy {
        @Option(
                names = "--to",
                paramLabel = "DIR",
                required = true,
                description = "A folder that does not exist yet.")
        private Path to = Path.of("");

        @Override
        public Integer call() throws IOException {
            AgentBackup.take(site.read(), to);
            common.out().println("the agent's memory and key are copied to " + to);
            return ExitCode.DONE;
        }
    }

    /** {@code pcm agent restore}. */
    @Command(
            name = "restore",
            description = {
                "Lays a copy where the site file wants it; nothing is overwritten.",
                "The agent then reports what it may have started since the copy as lost."
            },
            footer = "pcm agent restore site.json --from backups/monday")
    static final class Restore extends AgentCopy {
        @Option(
                names = "--from",
                paramLabel = "DIR",
                required = true,
                description = "What pcm agent backup made.")
        private Path from = Path.of("");

        @Override
        public Integer call() throws IOException {
            AgentBackup.restore(from, site.read());
            common.out().println("restored; go on with: pcm agent start");
            return ExitCode.DONE;
        }
    }
}
