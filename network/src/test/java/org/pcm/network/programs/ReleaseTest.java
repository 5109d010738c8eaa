package org.pcm.network.programs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.pcm.devnode.crypto.Sha256;

/** The release archive, downloaded from a server on this machine. */
class ReleaseTest {
    @TempDir Path folder;
    private HttpServer server;
    private ProgramFolder programs;
    private byte[] archive = new byte[0];

    @BeforeEach
    void serve() throws Exception {
        programs = new ProgramFolder(Map.of("PATH", ""), folder.resolve("home"));
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext(
                "/release",
                exchange -> {
                    try (exchange) {
                        exchange.sendResponseHeaders(200, archive.length);
                        exchange.getResponseBody().write(archive);
                    }
                });
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    private URI address(String path) {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + path);
    }

    private byte[] archiveOf(List<String> names) throws Exception {
        Path bin = Files.createDirectories(folder.resolve("made/bin"));
        for (String name : names) {
            Path program = Files.writeString(bin.resolve(name), "#!/bin/sh\n");
            assertThat(program.toFile().setExecutable(true)).isTrue();
        }
        Path file = folder.resolve("made.tar.gz");
        Process tar =
                new ProcessBuilder(
                                "tar",
                                "-czf",
                                file.toString(),
                                "-C",
                                folder.resolve("made").toString(),
                                "bin")
                        .start();
        assertThat(tar.waitFor()).isZero();
        return Files.readAllBytes(file);
    }

    @Test
    void a_release_is_unpacked_and_found_from_then_on() throws Exception {
        archive = archiveOf(ProgramFolder.NEEDED);
        String sum = HexFormat.of().formatHex(Sha256.of(archive));
        List<String> steps = new ArrayList<>();

        Path bin =
                new Release(address("/release"), Optional.of(sum)).download(programs, steps::add);

        assertThat(programs.find()).contains(bin);
        assertThat(steps).singleElement().asString().contains(address("/release").toString());
    }

    @Test
    void other_bytes_than_were_promised_leave_nothing_behind() throws Exception {
        archive = archiveOf(ProgramFolder.NEEDED);
        Release release = new Release(address("/release"), Optional.of("00".repeat(32)));

        assertThatThrownBy(() -> release.download(programs, step -> {}))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("SHA-256")
                .hasMessageContaining("PCM_FABRIC_BIN");
        assertThat(programs.find()).isEmpty();
        assertThat(folder.resolve("home/.pcm/fabric")).isEmptyDirectory();
    }

    @Test
    void an_archive_without_the_programs_is_no_release() throws Exception {
        archive = archiveOf(List.of("peer"));

        assertThatThrownBy(() ->
                        new Release(address("/release"), Optional.empty())
                                .download(programs, step -> {}))
                .hasMessageContaining("lacks one of");
    }

    @Test
    void what_is_not_there_or_cannot_be_reached_is_said_in_one_line() {
        assertThatThrownBy(() ->
                        new Release(address("/other"), Optional.empty())
                                .download(programs, step -> {}))
                .message()
                .contains("404")
                .hasLineCount(1);
        URI nobody = address("/release");
        server.stop(0);
        assertThatThrownBy(
                        () -> new Release(nobody, Optional.empty()).download(programs, step -> {}))
                .message()
                .contains("cannot be reached", "PCM_FABRIC_URL")
                .hasLineCount(1);
    }
}
