package org.pcm.cli.requirements;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

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
import java.util.OptionalLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.pcm.chaincode.Main;
import org.pcm.cli.Pcm;
import org.pcm.cli.network.RealLedger;
import org.pcm.cooperation.event.Event;
import org.pcm.network.FabricPrograms;
import org.pcm.network.LocalNetwork;
import org.pcm.network.process.NetworkProcess;
import org.pcm.participant.client.PcmClient;

/** One dishonest organisation of four changes nothing, whatever part of it lies. */
@Tag("real")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class HostileNetworkTest {
    private static final int TASKS = 24;

    private RealLedger ledger;
    private World world;

    @BeforeAll
    void begin(@TempDir Path folder) throws Exception {
        assumeThat(FabricPrograms.find()).as(FabricPrograms.howToGetThem()).isPresent();
        ledger =
                RealLedger.up(
                        LocalNetwork.Options.in(folder.resolve("network")).withBasePort(0),
                        step -> {});
        world = new World(new RealTestLedger(ledger), folder);
    }

    @AfterAll
    void end() throws IOException {
        if (world != null) {
            world.close();
        }
    }

    @Test
    void a_lying_chaincode_changes_nothing() throws Exception {
        NetworkProcess honest = ledger.network().process("chaincode2");
        honest.kill();
        Process liar = lying(honest);
        try {
            aJobEndsRight();
        } finally {
            liar.destroyForcibly().waitFor();
            honest.start();
        }
        theLedgerIsSound();
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
            aJobEndsRight();
            assertThat(liar.dropped())
                    .as("transactions it was given and made away with")
                    .isPositive();
            restart(network, "peer4");
            Until.holds(() -> liar.forged() > 0);
            aJobEndsRight();
        } finally {
            honest.start();
        }
        theLedgerIsSound();
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

    private void aJobEndsRight() throws IOException {
        Scene scene = new Scene(world);
        PcmClient one = scene.worker(4);
        PcmClient two = scene.worker(4);
        long job = scene.job(TASKS, 1_000);
        Event.JobClosed end = scene.carryOut(job, one, two);
        assertThat(end.done()).isEqualTo(TASKS);
        assertThat(
                        scene.log.events(Event.Completed.class).stream()
                                .mapToInt(e -> e.tasks().size())
                                .sum())
                .as("each task exactly once")
                .isEqualTo(TASKS);
    }

    /** All peers come to the same height, and the chain stands an audit. */
    private void theLedgerIsSound() throws IOException {
        Until.holds(() -> heights().distinct().count() == 1);
        Pcm.run("audit", "--peer", ledger.profile(), "--genesis", world.ledger.genesis()).with(0);
    }

    private IntStream heights() {
        return IntStream.rangeClosed(1, ledger.network().organisations())
                .map(number -> (int) height(number).orElse(-number));
    }

    private OptionalLong height(int organisation) {
        try {
            return ledger.network().height(organisation);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return OptionalLong.empty();
        }
    }
}
