package org.pcm.cli.requirements;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.pcm.chaincode.Main;
import org.pcm.cli.network.RealLedger;
import org.pcm.network.LocalNetwork;
import org.pcm.network.process.NetworkProcess;

/** One dishonest organisation of four changes nothing, whatever part of it lies. */
@Tag("real")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@ExtendWith(SharedNetwork.class)
class HostileNetworkTest {
    private final RealLedger ledger;
    private final World world;
    private final Work work;

    HostileNetworkTest(RealLedger ledger, @TempDir Path folder) throws IOException {
        this.ledger = ledger;
        this.world = new World(new RealTestLedger(ledger), folder);
        this.work = new Work(ledger, world);
    }

    @AfterAll
    void end() throws IOException {
        world.close();
    }

    @Test
    void a_lying_chaincode_changes_nothing() throws Exception {
        NetworkProcess honest = ledger.network().process("chaincode2");
        honest.kill();
        Process liar = lying(honest);
        try {
            work.aJobEndsRight();
        } finally {
            liar.destroyForcibly().waitFor();
            honest.start();
        }
        allIsWell();
        work.theLedgerIsSound();
    }

    /** The same service at the same address, with a chaincode that writes what it should not. */
    private static Process lying(NetworkProcess honest) throws IOException {
        List<String> command = new ArrayList<>(honest.launch().command());
        command.replaceAll(
                word -> word.equals(Main.class.getName()) ? LyingChaincode.class.getName() : word);
        assertThat(command).contains(LyingChaincode.class.getName());
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true).inheritIO();
        builder.environment().putAll(honest.launch().environment());
        builder.environment().put("CLASSPATH", System.getProperty("java.class.path"));
        return builder.start();
    }

    @Test
    void a_lying_orderer_changes_nothing() throws Exception {
        LocalNetwork network = ledger.network();
        NetworkProcess honest = network.process("orderer4");
        honest.kill();
        try (LyingOrderer liar = lyingOrderer(network)) {
            work.aJobEndsRight();
            assertThat(liar.dropped())
                    .as("transactions it was given and made away with")
                    .isPositive();
            restart(network, "peer4");
            Until.holds(() -> liar.forged() > 0);
            work.aJobEndsRight();
        } finally {
            honest.start();
        }
        allIsWell();
        work.theLedgerIsSound();
    }

    /** Others use the network after this. */
    private void allIsWell() {
        Until.holds(() -> {
            try {
                return ledger.network().status().stream()
                        .allMatch(each -> each.problem().isEmpty());
            } catch (IOException | InterruptedException e) {
                throw new IllegalStateException(e);
            }
        });
    }

    /** A peer that starts asks an orderer for blocks, its own organisation's first. */
    private static void restart(LocalNetwork network, String name) throws IOException {
        network.process(name).kill();
        network.process(name).start();
    }

    private static LyingOrderer lyingOrderer(LocalNetwork network)
            throws IOException, GeneralSecurityException {
        Path files = network.data().resolve("org4").resolve("orderer");
        String address = network.ordererAddress(4);
        return new LyingOrderer(
                Integer.parseInt(address.substring(address.lastIndexOf(':') + 1)),
                4,
                files.resolve("tls/cert.pem"),
                files.resolve("tls/key.pem"),
                key(files.resolve("msp/keystore/key.pem")));
    }

    private static PrivateKey key(Path pem) throws IOException, GeneralSecurityException {
        String body =
                Files.readString(pem, StandardCharsets.US_ASCII)
                        .replaceAll("-----[A-Z ]+-----", "");
        return KeyFactory.getInstance("EC")
                .generatePrivate(new PKCS8EncodedKeySpec(Base64.getMimeDecoder().decode(body)));
    }
}
