package org.pcm.devnode;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.pcm.devnode.chaincode.ChaincodeEndpoint;
import org.pcm.devnode.identity.TlsFiles;

/** A chaincode that is not ours: assets on Fabric's Node.js shim, as a process of its own. */
record ForeignChaincode(Process process, String address) implements AutoCloseable {
    private static final List<String> FILES =
            List.of("assets.js", "package.json", "package-lock.json");
    private static final long INSTALL_SECONDS = 300;
    private static final long STOP_SECONDS = 10;

    /** Why it cannot run on this machine; empty when it can. */
    static Optional<String> missing() throws InterruptedException {
        for (String program : List.of("node", "npm")) {
            try {
                run(List.of(program, "--version"), Path.of("."), STOP_SECONDS);
            } catch (IOException e) {
                return Optional.of(program + " is not on the PATH");
            }
        }
        return Optional.empty();
    }

    /** Fetches what it needs into a folder, from which it then can be started. */
    static void install(Path folder) throws IOException, InterruptedException {
        for (String file : FILES) {
            try (InputStream content =
                    ForeignChaincode.class.getResourceAsStream("/foreign-chaincode/" + file)) {
                Files.copy(content, folder.resolve(file));
            }
        }
        run(
                List.of("npm", "ci", "--omit=dev", "--ignore-scripts", "--no-audit", "--no-fund"),
                folder,
                INSTALL_SECONDS);
    }

    private static void run(List<String> command, Path folder, long seconds)
            throws IOException, InterruptedException {
        Path log = Files.createTempFile("foreign-chaincode", ".log");
        try {
            Process process =
                    new ProcessBuilder(command)
                            .directory(folder.toFile())
                            .redirectErrorStream(true)
                            .redirectOutput(log.toFile())
                            .start();
            if (!process.waitFor(seconds, TimeUnit.SECONDS)) {
                process.destroyForcibly();
                throw new IOException(command + " takes too long:\n" + Files.readString(log));
            }
            if (process.exitValue() != 0) {
                throw new IOException(command + " failed:\n" + Files.readString(log));
            }
        } finally {
            Files.delete(log);
        }
    }

    static ForeignChaincode start(Path folder) throws IOException {
        return start(folder, Map.of());
    }

    /** One whose {@code whim} writes a word of its own. */
    static ForeignChaincode start(Path folder, String whim) throws IOException {
        return start(folder, Map.of("WHIM", whim));
    }

    static ForeignChaincode startTls(Path folder, TlsFiles tls) throws IOException {
        return start(
                folder,
                Map.of(
                        "TLS_KEY",
                        tls.key().toString(),
                        "TLS_CERT",
                        tls.certificate().toString(),
                        "TLS_CLIENT_CA",
                        tls.root().toString()));
    }

    private static ForeignChaincode start(Path folder, Map<String, String> environment)
            throws IOException {
        String address = "127.0.0.1:" + RunningChaincode.freePort();
        ProcessBuilder builder =
                new ProcessBuilder("node", "assets.js")
                        .directory(folder.toFile())
                        .redirectErrorStream(true)
                        .redirectOutput(folder.resolve("assets.log").toFile());
        builder.environment().putAll(environment);
        builder.environment().put("CORE_CHAINCODE_ID_NAME", "assets:1");
        builder.environment().put("CHAINCODE_SERVER_ADDRESS", address);
        return new ForeignChaincode(builder.start(), address);
    }

    ChaincodeEndpoint endpoint() {
        return ChaincodeEndpoint.plain(address);
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
