package org.pcm.cli.participant;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.pcm.cli.console.CommandGroup;
import org.pcm.cli.console.CommonOptions;
import org.pcm.cli.console.ExitCode;
import org.pcm.participant.identity.Identity;
import org.pcm.participant.json.Json;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code pcm identity}: a participant's key. */
@Command(
        name = "identity",
        description = "Makes and shows a participant's key.",
        synopsisSubcommandLabel = "COMMAND",
        footer = "pcm identity new alice.key",
        subcommands = {
            IdentityCommand.New.class,
            IdentityCommand.Show.class,
            IdentityKeys.Add.class,
            IdentityKeys.Revoke.class,
            IdentityKeys.Recover.class,
            IdentityVouch.class
        })
public final class IdentityCommand extends CommandGroup {
    /** {@code pcm identity new}. */
    @Command(
            name = "new",
            description =
                    "Makes a key, readable by you alone; an existing one is never overwritten.",
            footer = "pcm identity new alice.key")
    static final class New implements Callable<Integer> {
        @Mixin private final CommonOptions common = new CommonOptions();
        @Mixin private final KeyOptions key = new KeyOptions();

        @Override
        public Integer call() throws IOException {
            Path file = key.file();
            Files.createDirectories(file.toAbsolutePath().getParent());
            return key.print(Identity.create(file), common);
        }
    }

    /** {@code pcm identity show}. */
    @Command(
            name = "show",
            description = "Shows a key's id, its public half and the name it is registered under.",
            footer = "pcm identity show alice.key")
    static final class Show implements Callable<Integer> {
        @Mixin private final CommonOptions common = new CommonOptions();
        @Mixin private final KeyOptions key = new KeyOptions();

        @Override
        public Integer call() throws IOException {
            return key.print(Identity.load(key.file()), common);
        }
    }

    /** Which key, and how to show it. */
    static final class KeyOptions {
        @Parameters(
                arity = "0..1",
                paramLabel = "FILE",
                description = "The key's file (default: PCM_IDENTITY, else .pcm/identity.key).")
        private Optional<Path> named = Optional.empty();

        @Option(names = "--json", description = "Answer in JSON.")
        private boolean json;

        Path file() {
            return Connection.keyFile(named);
        }

        int print(Identity identity, CommonOptions common) {
            if (json) {
                var document =
                        Json.object()
                                .put("file", identity.file().toString())
                                .put("kid", identity.kid());
                document.set("jwk", identity.jwk().toJson());
                identity.name().ifPresent(name -> document.put("name", name));
                identity.tier().ifPresent(tier -> document.put("tier", tier.name()));
                common.out().println(Json.write(document));
            } else {
                common.out().println("key  " + identity.file());
                common.out().println("kid  " + identity.kid());
                identity.name().ifPresent(name -> common.out().println("name " + name));
                identity.tier().ifPresent(tier -> common.out().println("tier " + tier));
            }
            return ExitCode.DONE;
        }
    }
}
