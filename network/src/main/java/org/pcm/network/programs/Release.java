package org.pcm.network.programs;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.pcm.devnode.crypto.Sha256;
import org.pcm.network.folder.Trees;
import org.pcm.network.process.Command;

/**
 * The archive that Fabric's programs are released in.
 *
 * @param address where it is to be had
 * @param sha256 hex; what is downloaded must have it, where one is given
 */
public record Release(URI address, Optional<String> sha256) {
    private static final String VARIABLE = "PCM_FABRIC_URL";
    private static final String SUM_VARIABLE = "PCM_FABRIC_SHA256";
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final int OK = 200;

    /** Fabric's own, for this machine, unless {@code PCM_FABRIC_URL} names another. */
    public static Release usual() {
        String named = System.getenv(VARIABLE);
        String sum = System.getenv(SUM_VARIABLE);
        return new Release(
                URI.create(named == null || named.isBlank() ? official() : named),
                Optional.ofNullable(sum).filter(text -> !text.isBlank()));
    }

    private static String official() {
        String system =
                System.getProperty("os.name").toLowerCase(Locale.ROOT).startsWith("mac")
                        ? "darwin"
                        : "linux";
        String processor = System.getProperty("os.arch").equals("aarch64") ? "arm64" : "amd64";
        return "https://github.com/hyperledger/fabric/releases/download/v%1$s/hyperledger-fabric-%2$s-%3$s-%1$s.tar.gz"
                .formatted(ProgramFolder.VERSION, system, processor);
    }

    /**
     * Downloads and unpacks it; afterwards the folder has it for good.
     *
     * @return the folder with the programs
     */
    public Path download(ProgramFolder folder, Consumer<String> progress)
            throws IOException, InterruptedException {
        progress.accept("downloading Fabric " + ProgramFolder.VERSION + " from " + address);
        Path target = folder.downloads();
        Path draft = target.resolveSibling(ProgramFolder.VERSION + ".draft");
        Trees.delete(draft);
        Trees.make(draft);
        try {
            Path archive = draft.resolve("release.tar.gz");
            fetch(archive);
            check(archive);
            unpack(archive, draft);
            Trees.delete(target);
            Files.move(draft, target, StandardCopyOption.ATOMIC_MOVE);
            return target.resolve("bin");
        } catch (IOException e) {
            throw new IOException(
                    folder.whyNot()
                            + ", and the release could not be had ("
                            + e.getMessage()
                            + "); unpack Fabric's release "
                            + ProgramFolder.VERSION
                            + " and name its bin folder in PCM_FABRIC_BIN, or another address in "
                            + VARIABLE,
                    e);
        } finally {
            Trees.delete(draft);
        }
    }

    private void fetch(Path archive) throws IOException, InterruptedException {
        try (HttpClient http =
                HttpClient.newBuilder()
                        .connectTimeout(PATIENCE)
                        .followRedirects(HttpClient.Redirect.NORMAL)
                        .build()) {
            HttpResponse<Path> answer =
                    http.send(
                            HttpRequest.newBuilder(address).build(),
                            HttpResponse.BodyHandlers.ofFile(archive));
            if (answer.statusCode() != OK) {
                throw new IOException(address + " answers " + answer.statusCode());
            }
        } catch (java.net.ConnectException e) {
            throw new IOException(address + " cannot be reached", e);
        }
    }

    private void check(Path archive) throws IOException {
        if (sha256.isPresent()) {
            String found = hash(archive);
            if (!found.equalsIgnoreCase(sha256.get())) {
                throw new IOException(
                        address + " has the SHA-256 " + found + ", not " + sha256.get());
            }
        }
    }

    private static String hash(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            var digest = Sha256.start();
            byte[] buffer = new byte[1 << 16];
            for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
                digest.update(buffer, 0, n);
            }
            return HexFormat.of().formatHex(digest.digest());
        }
    }

    private void unpack(Path archive, Path folder) throws IOException, InterruptedException {
        new Command(
                        List.of("tar", "-xzf", archive.toString(), "-C", folder.toString(), "bin"),
                        Map.of())
                .mustRun("unpacking " + address);
        Files.delete(archive);
        if (!ProgramFolder.isWhole(folder.resolve("bin"))) {
            throw new IOException(
                    address + " lacks one of " + String.join(", ", ProgramFolder.NEEDED));
        }
    }
}
