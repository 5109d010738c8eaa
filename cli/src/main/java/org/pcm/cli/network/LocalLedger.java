package org.pcm.cli.network;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.pcm.chaincode.ChaincodeService;
import org.pcm.chaincode.TlsIdentity;
import org.pcm.cli.console.Failure;
import org.pcm.devnode.Devnode;
import org.pcm.devnode.chaincode.ChaincodeEndpoint;
import org.pcm.devnode.fault.FaultRates;
import org.pcm.devnode.identity.TlsFiles;
import org.pcm.gateway.Founding;
import org.pcm.participant.json.Json;

/**
 * A devnode with the cooperation contract behind it, founded and ready for gateways. Starting it on
 * a folder that was used before, even by one that was killed, goes on with that ledger.
 */
public final class LocalLedger implements AutoCloseable {
    /** The contract's name on the channel. */
    public static final String CHAINCODE = "pcm";

    /** How wrong clocks may be: little, on one machine (ruling 8). */
    private static final long CLOCK_ERROR_MILLIS = 5_000;

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final ChaincodeService contract;
    private final Devnode node;
    private final Path registrar;
    private final Path profile;

    /**
     * How to start it.
     *
     * @param data keys, blocks and state; made if missing
     * @param port 0 for any free one
     */
    public record Options(
            Path data,
            String host,
            int port,
            Optional<FaultRates> faults,
            FurtherChaincodes others) {

        /** On loopback, at any free port, without faults. */
        public static Options in(Path data) {
            return new Options(data, "127.0.0.1", 0, Optional.empty(), FurtherChaincodes.NONE);
        }
    }

    private LocalLedger(ChaincodeService contract, Devnode node, Path registrar, Path profile) {
        this.contract = contract;
        this.node = node;
        this.registrar = registrar;
        this.profile = profile;
    }

    /** Starts contract and node and founds the ledger, unless it is founded already. */
    public static LocalLedger start(Options options) throws IOException, InterruptedException {
        Path data = Files.createDirectories(options.data()).toAbsolutePath();
        TlsFiles tls = Devnode.chaincodeTls(data, CHAINCODE);
        ChaincodeService contract =
                ChaincodeService.start(
                        ChaincodeService.Options.local(CHAINCODE)
                                .withTls(
                                        new TlsIdentity(tls.certificate(), tls.key(), tls.root())));
        Devnode node;
        try {
            node = Devnode.start(nodeOptions(options, data, contract.address(), tls));
        } catch (IOException | RuntimeException e) {
            contract.close();
            throw e;
        }
        try {
            return founded(contract, node, data);
        } catch (IOException | InterruptedException | RuntimeException e) {
            node.close();
            contract.close();
            throw e;
        }
    }

    private static Devnode.Options nodeOptions(
            Options options, Path data, String contract, TlsFiles tls) throws IOException {
        Devnode.Options node =
                Devnode.Options.in(data)
                        .withHost(options.host())
                        .withPort(options.port())
                        .withChaincode(CHAINCODE, List.of(ChaincodeEndpoint.tls(contract, tls)));
        for (Map.Entry<String, List<ChaincodeEndpoint>> other :
                options.others().endpoints(data).entrySet()) {
            node = node.withChaincode(other.getKey(), other.getValue());
        }
        return options.faults().isPresent() ? node.withFaults(options.faults().get()) : node;
    }

    private static LocalLedger founded(ChaincodeService contract, Devnode node, Path data)
            throws IOException, InterruptedException {
        if (!node.awaitChaincode(CHAINCODE, PATIENCE)) {
            throw new Failure("the contract did not come up; --verbose shows more");
        }
        Path profile = node.profile(CHAINCODE);
        Path registrar = data.resolve("registrar.key");
        Founding.found(
                profile,
                CLOCK_ERROR_MILLIS,
                List.of(Founding.registrar(node.clientIdentity(1).mspId(), registrar)));
        return new LocalLedger(contract, node, registrar, profile);
    }

    /** For people. */
    public String banner() {
        return node.banner()
                + "\nRegistrar   "
                + registrar
                + "\nProfile     "
                + profile
                + "\n\nA gateway to it: pcm gateway --profile "
                + profile
                + " --registrar "
                + registrar;
    }

    /** For programs. */
    public ObjectNode toJson() {
        return Json.object()
                .put("address", node.address())
                .put("channel", node.channel())
                .put("chaincode", CHAINCODE)
                .put("genesis", node.genesisHash())
                .put("blocks", node.blockFile().toAbsolutePath().toString())
                .put("profile", profile.toString())
                .put("registrar", registrar.toString());
    }

    @Override
    public void close() throws IOException {
        node.close();
        contract.close();
    }
}
