package org.pcm.cli.network;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.pcm.cooperation.member.Founding.Registrar;
import org.pcm.gateway.Founding;
import org.pcm.network.LocalNetwork;
import org.pcm.network.process.NetworkProcess;
import org.pcm.participant.json.Json;

/**
 * A real local network with the cooperation contract on it, founded and ready for gateways. It runs
 * on until it is told to go down.
 */
public final class RealLedger implements AutoCloseable {
    /** How wrong clocks may be on a network of several machines (ruling 8). */
    private static final long CLOCK_ERROR_MILLIS = 30_000;

    private final LocalNetwork network;
    private final Path profile;

    private RealLedger(LocalNetwork network, Path profile) {
        this.network = network;
        this.profile = profile;
    }

    /**
     * Brings it up and founds the ledger, unless that is done already. The contract comes first,
     * then the chaincodes that the options name.
     */
    public static RealLedger up(LocalNetwork.Options options, Consumer<String> progress)
            throws IOException, InterruptedException {
        boolean isNew = LocalNetwork.in(options.data()).isEmpty();
        LocalNetwork network = LocalNetwork.up(withContract(options), progress);
        try {
            return founded(network, progress);
        } catch (IOException | InterruptedException | RuntimeException e) {
            if (isNew) {
                network.close();
                network.clean();
            }
            throw e;
        }
    }

    private static LocalNetwork.Options withContract(LocalNetwork.Options options) {
        LocalNetwork.Options all =
                new LocalNetwork.Options(
                                options.data(),
                                options.organisations(),
                                options.basePort(),
                                options.channel(),
                                List.of(),
                                options.release())
                        .withChaincode(ContractProcess.named(LocalLedger.CHAINCODE));
        for (var other : options.chaincodes()) {
            all = all.withChaincode(other);
        }
        return all;
    }

    private static RealLedger founded(LocalNetwork network, Consumer<String> progress)
            throws IOException, InterruptedException {
        Path profile = network.profile(LocalLedger.CHAINCODE);
        for (int number = 2; number <= network.organisations(); number++) {
            network.profile(number, LocalLedger.CHAINCODE);
        }
        Path done = network.data().resolve("channel").resolve("founded");
        if (!Files.exists(done)) {
            progress.accept("founding the ledger");
            Founding.found(profile, CLOCK_ERROR_MILLIS, registrars(network));
            Files.createFile(done);
        }
        return new RealLedger(network, profile);
    }

    private static List<Registrar> registrars(LocalNetwork network) throws IOException {
        List<Registrar> registrars = new ArrayList<>();
        for (int number = 1; number <= network.organisations(); number++) {
            registrars.add(
                    Founding.registrar(
                            network.clientIdentity(number).mspId(),
                            registrarFile(network, number)));
        }
        return registrars;
    }

    private static Path registrarFile(LocalNetwork network, int organisation) {
        return network.data().resolve("org" + organisation).resolve("registrar.key");
    }

    public LocalNetwork network() {
        return network;
    }

    /** The first organisation's connection profile. */
    public Path profile() {
        return profile;
    }

    /** An organisation's registrar's key. */
    public Path registrar(int organisation) {
        return registrarFile(network, organisation);
    }

    /** For people. */
    public String banner() throws IOException {
        return "A Fabric network of "
                + network.organisations()
                + " organisations in "
                + network.data()
                + "\nPeer        "
                + network.peerAddress(1)
                + " (TLS)"
                + "\nChannel     "
                + network.channel()
                + "\nGenesis     "
                + network.genesisHash()
                + "\nRegistrar   "
                + registrar(1)
                + "\nProfile     "
                + profile
                + "\n\nA gateway to it: pcm gateway --profile "
                + profile
                + " --registrar "
                + registrar(1);
    }

    /** For programs: as a devnode's, and its processes. */
    public ObjectNode toJson() throws IOException {
        ObjectNode json =
                Json.object()
                        .put("address", network.peerAddress(1))
                        .put("channel", network.channel())
                        .put("chaincode", LocalLedger.CHAINCODE)
                        .put("genesis", network.genesisHash())
                        .put("profile", profile.toString())
                        .put("registrar", registrar(1).toString())
                        .put("data", network.data().toString());
        ArrayNode processes = json.putArray("processes");
        for (NetworkProcess process : network.processes()) {
            processes
                    .addObject()
                    .put("name", process.name())
                    .put("pid", process.pid().orElse(0))
                    .put("log", process.log().file().toString());
        }
        return json;
    }

    /** Takes the network down. */
    @Override
    public void close() throws IOException {
        network.close();
    }
}
