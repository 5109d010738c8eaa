package org.pcm.gateway;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** A gateway in a process of its own, to be killed. */
final class GatewayProcess implements AutoCloseable {
    private final Process process;
    private final String url;

    /** What runs in the process: prints the gateway's address, then serves until it is killed. */
    static final class Main {
        private Main() {}

        public static void main(String[] args) throws Exception {
            Gateway gateway =
                    Gateway.start(
                            Gateway.Options.of(Path.of(args[0]), Path.of(args[1]))
                                    .withPort(Integer.parseInt(args[2])));
            System.out.println(gateway.url());
            Thread.currentThread().join();
        }
    }

    GatewayProcess(Path folder, TestNetwork network, int port) throws IOException {
        process =
                new ProcessBuilder(
                                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                                "--enable-native-access=ALL-UNNAMED",
                                "-XX:TieredStopAtLevel=1",
                                "-cp",
                                System.getProperty("java.class.path"),
                                Main.class.getName(),
                                folder.toString(),
                                network.profile().toString(),
                                Integer.toString(port))
                        .redirectError(ProcessBuilder.Redirect.INHERIT)
                        .start();
        BufferedReader out =
                new BufferedReader(
                        new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
        String line = out.readLine();
        if (line == null) {
            throw new IOException("the gateway did not start");
        }
        url = line;
    }

    String url() {
        return url;
    }

    /** As kill -9 does, in so many milliseconds. */
    void killAfter(long millis) {
        var unused =
                CompletableFuture.runAsync(
                        process::destroyForcibly,
                        CompletableFuture.delayedExecutor(millis, TimeUnit.MILLISECONDS));
    }

    @Override
    public void close() {
        process.destroyForcibly().onExit().join();
    }
}
