package org.pcm.cli.core;

import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.pcm.chaincode.NativeSha256;
import org.pcm.cli.console.CommonOptions;
import org.pcm.cli.console.ExitCode;
import org.pcm.cli.console.Failure;
import org.pcm.cli.console.Foreground;
import org.pcm.cli.console.KeptLog;
import org.pcm.cli.console.Places;
import org.pcm.gateway.Gateway;
import org.pcm.gateway.Limits;
import org.pcm.participant.json.Json;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code pcm gateway}: turns signed submissions into transactions, until it is stopped. */
@Command(
        name = "gateway",
        description = {
            "Runs a gateway: participants reach the ledger through it.",
            "It keeps what it was sent in --data and goes on with it at the next start."
        },
        footer = {
            "pcm gateway --profile .pcm/devnode/connection.json --port 7080",
            "for others: pcm gateway --profile P --host 0.0.0.0 --tls-cert C.pem --tls-key K.pem"
        },
        subcommands = {GatewayStatus.class, GatewayBackupCommand.class, GatewayFound.class})
public final class GatewayCommand implements Callable<Integer> {
    private static final int GIB_SHIFT = 30;

    @Mixin private final CommonOptions common = new CommonOptions();
    @Mixin private final Foreground foreground = new Foreground();
    @Mixin private final KeptLog log = new KeptLog();

    @Option(
            names = "--profile",
            paramLabel = "FILE",
            description = "How to reach Fabric (default: the devnode in .pcm).")
    private Optional<Path> profile = Optional.empty();

    @Option(
            names = "--registrar",
            paramLabel = "FILE",
            description = {
                "The organisation's registrar's key, where this gateway may vouch",
                "(default: none; with the devnode in .pcm, its registrar)."
            })
    private Optional<Path> registrar = Optional.empty();

    @Option(
            names = "--data",
            paramLabel = "DIR",
            description = "Queue, blocks, content (default: ${DEFAULT-VALUE}).")
    private Path data = Places.of("gateway");

    @Mixin private final Listening listening = new Listening();

    @Option(
            names = "--content-quota",
            paramLabel = "GIB",
            description = "Content it keeps of one participant (default: ${DEFAULT-VALUE}).")
    private int contentQuotaGib = 32;

    @Option(names = "--json", description = "Tell the address as one line of JSON.")
    private boolean json;

    @Override
    public Integer call() throws Exception {
        return log.during(this::serve);
    }

    private int serve() throws Exception {
        NativeSha256.install();
        Gateway gateway = Gateway.start(options());
        common.out()
                .println(
                        json
                                ? Json.write(Json.object().put("url", gateway.url()))
                                : "gateway at " + gateway.url() + ", stop with Ctrl-C");
        foreground.serve(gateway);
        return ExitCode.DONE;
    }

    private Gateway.Options options() throws NoSuchFileException {
        Path devnode = Places.of("devnode");
        Path chosen = profile.orElse(devnode.resolve("connection.json"));
        if (!Files.exists(chosen)) {
            throw new NoSuchFileException(chosen + "; a devnode writes one: pcm devnode");
        }
        if (contentQuotaGib < 1) {
            throw new Failure("--content-quota wants at least 1 GiB");
        }
        Limits limits = Limits.DEFAULT;
        long quotaBytes = (long) contentQuotaGib << GIB_SHIFT;
        Gateway.Options options =
                listening
                        .at(Gateway.Options.of(data, chosen))
                        .withLimits(
                                limits.withContent(
                                        limits.content().withBytesPerParticipant(quotaBytes)));
        Optional<Path> key =
                profile.isPresent() ? registrar : registrar.or(() -> existing(devnode));
        return key.map(options::withRegistrarKey).orElse(options);
    }

    private static Optional<Path> existing(Path devnode) {
        return Optional.of(devnode.resolve("registrar.key")).filter(Files::exists);
    }
}
