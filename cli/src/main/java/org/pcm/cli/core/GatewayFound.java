package org.pcm.cli.core;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.pcm.arbiter.block.Block;
import org.pcm.arbiter.block.Malformed;
import org.pcm.arbiter.source.PeerBlocks;
import org.pcm.cli.console.CommonOptions;
import org.pcm.cli.console.ExitCode;
import org.pcm.cli.console.Failure;
import org.pcm.cli.ledger.PeerConnection;
import org.pcm.cooperation.json.JsonException;
import org.pcm.cooperation.member.Founding.Registrar;
import org.pcm.cooperation.submission.KeyBytes;
import org.pcm.gateway.Founding;
import org.pcm.participant.json.Json;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code pcm gateway found}: makes a channel with the contract on it a ledger, once. */
@Command(
        name = "found",
        description = {
            "Founds the ledger of a channel, once: names its registrars and its clocks' error.",
            "Again with the same values it changes nothing; see docs/consortium.md."
        },
        footer = "pcm gateway found --profile org1.json --registrar Org1=registrar.json")
final class GatewayFound implements Callable<Integer> {
    @Mixin private final CommonOptions common = new CommonOptions();

    @Option(
            names = "--profile",
            paramLabel = "FILE",
            required = true,
            description = "How to reach Fabric (docs/gateway.md).")
    private Path profile = Path.of("");

    @Option(
            names = "--registrar",
            paramLabel = "ORG=FILE",
            required = true,
            description = {
                "Who may let newcomers in: what pcm identity show --json tells of an",
                "organisation's registrar's key; may be repeated."
            })
    private Map<String, Path> registrars = Map.of();

    @Option(
            names = "--clock-error-millis",
            description = "How far clocks may be apart (default: ${DEFAULT-VALUE}).")
    private long clockErrorMillis = 30_000;

    @Option(names = "--json", description = "Tell genesis and id as one line of JSON.")
    private boolean json;

    @Override
    public Integer call() throws IOException, InterruptedException {
        List<Registrar> named = new ArrayList<>();
        for (Map.Entry<String, Path> each : registrars.entrySet()) {
            named.add(new Registrar(each.getKey(), key(each.getValue())));
        }
        String genesis = genesis();
        Founding.found(profile, genesis, clockErrorMillis, named);
        String id = Founding.ledgerId(genesis);
        common.out()
                .println(
                        json
                                ? Json.write(
                                        Json.object().put("genesis", genesis).put("ledger", id))
                                : "founded ledger " + id + ", genesis " + genesis);
        return ExitCode.DONE;
    }

    private String genesis() throws IOException {
        try (PeerBlocks peer = PeerConnection.open(profile)) {
            return HexFormat.of().formatHex(Block.parse(peer.read(0)).hash().toByteArray());
        } catch (Malformed e) {
            throw new Failure("the peer's first block is damaged: " + e.why(), e);
        }
    }

    private static byte[] key(Path file) throws IOException {
        try {
            return KeyBytes.readJwk(
                    org.pcm.cooperation.json.Json.readObject(Files.readAllBytes(file))
                            .object("jwk"));
        } catch (JsonException e) {
            throw new Failure(
                    file
                            + " holds no public key; write one with: pcm identity show KEY --json > "
                            + file,
                    e);
        }
    }
}
