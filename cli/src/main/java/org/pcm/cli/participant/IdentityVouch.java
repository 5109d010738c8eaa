package org.pcm.cli.participant;

import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.pcm.cli.console.CommonOptions;
import org.pcm.cli.console.ExitCode;
import org.pcm.cli.console.Failure;
import org.pcm.cooperation.member.Labels;
import org.pcm.cooperation.member.Tier;
import org.pcm.participant.client.Directory;
import org.pcm.participant.client.ParticipantSummary;
import org.pcm.participant.identity.Identity;
import org.pcm.participant.identity.Registrar;
import org.pcm.participant.information.http.Gateways;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code pcm identity vouch}: a registrar's word, given by hand. */
@Command(
        name = "vouch",
        description = {
            "As a registrar, vouches for a key: of a newcomer, or of a participant that lost all",
            "its keys. Prints the voucher. Be sure who asks: the ledger believes a registrar."
        },
        footer = {
            "pcm identity vouch alice KID --recover --identity registrar.key",
            "pcm identity vouch bob KID --tier EDGE --identity registrar.key"
        })
final class IdentityVouch implements Callable<Integer> {
    @Mixin private final CommonOptions common = new CommonOptions();
    @Mixin private final Connection connection = new Connection();

    @Parameters(index = "0", paramLabel = "NAME", description = "The participant.")
    private String name = "";

    @Parameters(
            index = "1",
            paramLabel = "KID",
            description = "The new key's id, as its owner read it out (pcm identity show).")
    private String kid = "";

    @ArgGroup(multiplicity = "1")
    private Purpose purpose = new Purpose();

    @Option(
            names = "--hours",
            description = "How long the voucher is good for (default: ${DEFAULT-VALUE}).")
    private int hours = 24;

    /** What the voucher is for. */
    static final class Purpose {
        @Option(
                names = "--recover",
                description = "The key shall take the place of all keys of the participant.")
        private boolean recover;

        @Option(
                names = "--tier",
                description = "A newcomer shall register in this tier: ${COMPLETION-CANDIDATES}.")
        private Optional<Tier> tier = Optional.empty();
    }

    @Override
    public Integer call() throws IOException {
        check();
        Identity key = connection.identity();
        try (Gateways gateways = connection.gateways()) {
            Registrar registrar =
                    new Registrar(key, gateways.ledger().id(), InstantSource.system());
            Duration validFor = Duration.ofHours(hours);
            Optional<Tier> known =
                    new Directory(gateways)
                            .participant(name)
                            .map(ParticipantSummary::tier)
                            .map(Tier::valueOf);
            common.out()
                    .println(
                            purpose.recover
                                    ? registrar.recovery(
                                            name, known.orElseThrow(this::nobody), kid, validFor)
                                    : registrar.newcomer(
                                            name, purpose.tier.orElseThrow(), kid, validFor));
            return ExitCode.DONE;
        }
    }

    private void check() {
        if (!Labels.isName(name)) {
            throw new Failure("a name is small letters, digits and hyphens, 32 at most: " + name);
        }
        if (!kid.matches("[A-Za-z0-9_-]{43}")) {
            throw new Failure("KID is what pcm identity show says, 43 characters; not " + kid);
        }
        if (hours < 1) {
            throw new Failure("--hours wants at least 1");
        }
    }

    private Failure nobody() {
        return new Failure(
                "no " + name + " is registered; for a newcomer name its tier instead: --tier");
    }
}
