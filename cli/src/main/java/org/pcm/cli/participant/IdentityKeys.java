package org.pcm.cli.participant;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.pcm.cli.console.CommonOptions;
import org.pcm.cli.console.ExitCode;
import org.pcm.participant.client.PcmClient;
import org.pcm.participant.identity.Identity;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Commands that change which keys speak for a participant. */
final class IdentityKeys {
    private IdentityKeys() {}

    /** {@code pcm identity add}. */
    @Command(
            name = "add",
            description =
                    "Lets a further key speak for the participant, such as a second device's.",
            footer = "pcm identity add phone.key --identity alice.key")
    static final class Add implements Callable<Integer> {
        @Mixin private final CommonOptions common = new CommonOptions();
        @Mixin private final Connection connection = new Connection();

        @Parameters(paramLabel = "FILE", description = "The new key's file; made if missing.")
        private Path file = Path.of("device.key");

        @Override
        public Integer call() throws IOException {
            Identity device = Identity.loadOrCreate(file);
            try (PcmClient client = connection.client()) {
                client.addKey(device);
                Identity owner = client.identity();
                device.remember(owner.name().orElseThrow(), owner.tier().orElseThrow());
                common.out().println("added " + device.kid());
                return ExitCode.DONE;
            }
        }
    }

    /** {@code pcm identity revoke}. */
    @Command(
            name = "revoke",
            description = "Lets a key speak no more for the participant, and never again.",
            footer = "pcm identity revoke KID --identity alice.key")
    static final class Revoke implements Callable<Integer> {
        @Mixin private final CommonOptions common = new CommonOptions();
        @Mixin private final Connection connection = new Connection();

        @Parameters(paramLabel = "KID", description = "The key's id (pcm identity show).")
        private String kid = "";

        @Override
        public Integer call() throws IOException {
            try (PcmClient client = connection.client()) {
                client.revokeKey(kid);
                common.out().println("revoked " + kid);
                return ExitCode.DONE;
            }
        }
    }

    /** {@code pcm identity recover}. */
    @Command(
            name = "recover",
            description = {
                "Has a new key take the place of all that the participant has lost, by the word of",
                "a registrar (pcm identity vouch). Every cooperation hears of it at once."
            },
            footer = "pcm identity recover alice --voucher FILE --identity new.key")
    static final class Recover implements Callable<Integer> {
        @Mixin private final CommonOptions common = new CommonOptions();
        @Mixin private final Connection connection = new Connection();

        @Parameters(paramLabel = "NAME", description = "Whose keys were lost.")
        private String name = "";

        @Option(
                names = "--voucher",
                paramLabel = "FILE",
                required = true,
                description = "What the registrar of the participant's organisation signed.")
        private Path voucher = Path.of("voucher");

        @Override
        public Integer call() throws IOException {
            String signed = Files.readString(voucher).strip();
            try (PcmClient client = connection.client()) {
                Identity recovered = client.recover(name, signed);
                common.out().println("recovered " + name + " with key " + recovered.kid());
                return ExitCode.DONE;
            }
        }
    }
}
