package org.pcm.devnode;

import io.grpc.netty.shaded.io.grpc.netty.NettyChannelBuilder;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.List;
import java.util.function.UnaryOperator;

/** A devnode in a process of its own, to be killed. */
final class DevnodeProcess implements AutoCloseable {
    private static final String READY = "ready";

    private final Process process;
    private final Path folder;
    private final int port;

    private DevnodeProcess(Process process, Path folder, int port) {
        this.process = process;
        this.folder = folder;
        this.port = port;
    }

    /** Starts a node on a port and waits until it serves. */
    static DevnodeProcess start(Path folder, int port, String chaincode) throws IOException {
        Process process =
                new ProcessBuilder(
                                List.of(
                                        Path.of(System.getProperty("java.home"), "bin", "java")
                                                .toString(),
                                        "-XX:TieredStopAtLevel=1",
                                        "-XX:+UseSerialGC",
                                        "--enable-native-access=ALL-UNNAMED",
                                        "-cp",
                                        System.getProperty("java.class.path"),
                                        DevnodeProcess.class.getName(),
                                        folder.toString(),
                                        "" + port,
                                        chaincode))
                        .redirectError(ProcessBuilder.Redirect.INHERIT)
                        .start();
        BufferedReader output =
                new BufferedReader(
                        new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
        if (!READY.equals(output.readLine())) {
            process.destroyForcibly();
            throw new IOException("the devnode did not start");
        }
        return new DevnodeProcess(process, folder, port);
    }

    /** Runs in the child: serves until killed. */
    public static void main(String[] args) throws Exception {
        Devnode node =
                Devnode.start(
                        Devnode.Options.in(Path.of(args[0]))
                                .withPort(Integer.parseInt(args[1]))
                                .withTls(false)
                                .withChaincode("kv", args[2]));
        node.awaitChaincode("kv", TestNetwork.PATIENCE);
        System.out.println(READY);
        Thread.currentThread().join();
    }

    /** A client of the first organisation. */
    Client client() throws IOException, GeneralSecurityException {
        Path keys = folder.resolve("crypto").resolve("Org1");
        return Client.of(
                NettyChannelBuilder.forAddress("127.0.0.1", port).usePlaintext().build(),
                "pcm",
                "Org1MSP",
                new ClientIdentity(
                        "Org1MSP", keys.resolve("user-cert.pem"), keys.resolve("user-key.pem")),
                UnaryOperator.identity());
    }

    /** Ends the process as kill -9 does, and waits until it is gone. */
    void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
