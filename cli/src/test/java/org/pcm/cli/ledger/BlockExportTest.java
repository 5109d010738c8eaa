package org.pcm.cli.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.pcm.cli.LocalGateway;
import org.pcm.cli.Pcm;

/** {@code pcm block export}, from every kind of source, of a small ledger that stands still. */
class BlockExportTest {
    @TempDir static Path folder;

    private static LocalGateway gateway;

    @BeforeAll
    static void start() throws IOException, InterruptedException {
        gateway = LocalGateway.start(folder);
        Path key = folder.resolve("alice.key");
        Pcm.run("identity", "new", key).with(0);
        Pcm.run(
                        "register",
                        "alice",
                        "--tier",
                        "edge",
                        "--identity",
                        key,
                        "--gateway",
                        gateway.url())
                .with(0);
    }

    @AfterAll
    static void stop() throws IOException {
        gateway.close();
    }

    private static Pcm.Ran export(Path file, Object... source) {
        return Pcm.run("block", "export", file, source[0], source[1]);
    }

    @Test
    void the_file_stands_the_audit_that_the_peer_stands(@TempDir Path out) {
        Path file = out.resolve("blocks.pcm");

        Pcm.Ran ran = export(file, "--peer", gateway.profile()).with(0);

        assertThat(ran.out()).contains(" blocks of ", "are in " + file);
        assertThat(Pcm.run("audit", "--blocks", file, "--genesis", gateway.genesis()).with(0).out())
                .isEqualTo(
                        Pcm.run(
                                        "audit",
                                        "--peer",
                                        gateway.profile(),
                                        "--genesis",
                                        gateway.genesis())
                                .with(0)
                                .out());
        assertThat(Pcm.run("block", "show", 1, "--blocks", file).with(0).out())
                .isEqualTo(Pcm.run("block", "show", 1, "--peer", gateway.profile()).with(0).out());
    }

    @Test
    void peer_gateway_and_file_give_the_same_bytes(@TempDir Path out) throws IOException {
        Path ofPeer = out.resolve("peer.pcm");
        Path ofGateway = out.resolve("gateway.pcm");
        Path ofFile = out.resolve("file.pcm");

        export(ofPeer, "--peer", gateway.profile()).with(0);
        export(ofGateway, "--gateway", gateway.url()).with(0);
        export(ofFile, "--blocks", ofPeer).with(0);

        assertThat(ofGateway).hasSameBinaryContentAs(ofPeer);
        assertThat(ofFile).hasSameBinaryContentAs(ofPeer);
        try (var files = Files.list(out)) {
            assertThat(files).as("no drafts").hasSize(3);
        }
    }

    @Test
    void a_file_that_was_there_is_replaced_by_a_whole_one_only(@TempDir Path out)
            throws IOException {
        Path file = Files.writeString(out.resolve("blocks.pcm"), "something older");

        assertThat(export(file, "--gateway", "http://127.0.0.1:1").with(2).err()).isNotBlank();
        assertThat(file).hasContent("something older");

        export(file, "--peer", gateway.profile()).with(0);
        Pcm.run("audit", "--blocks", file, "--genesis", gateway.genesis()).with(0);
    }

    @Test
    void a_damaged_source_is_not_passed_on(@TempDir Path out) throws IOException {
        Path whole = out.resolve("whole.pcm");
        export(whole, "--peer", gateway.profile()).with(0);
        byte[] bytes = Files.readAllBytes(whole);
        bytes[bytes.length / 2] ^= 1;
        Path damaged = Files.write(out.resolve("damaged.pcm"), bytes);
        Path copy = out.resolve("copy.pcm");

        assertThat(export(copy, "--blocks", damaged).with(2).err()).contains("damaged");
        assertThat(copy).doesNotExist();
    }

    @Test
    void a_source_must_be_named_and_be_there(@TempDir Path out) {
        Path file = out.resolve("blocks.pcm");

        assertThat(Pcm.run("block", "export", file).with(2).err()).contains("--peer");
        assertThat(export(file, "--peer", out.resolve("none.json")).with(2).err())
                .contains("none.json");
        assertThat(file).doesNotExist();
    }
}
