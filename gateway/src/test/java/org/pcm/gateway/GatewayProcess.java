package org.pcm.gateway;

import java.io.IOException;
import java.nio.file.Path;

/** A gateway in a process of its own, to be killed. */
final class GatewayProcess implements AutoCloseable {
    private final JavaProcess process;

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
                new JavaProcess(
                        Main.class,
                        folder.toString(),
                        network.profile().toString(),
                        Integer.toString(port));
    }

    String url() {
        return process.address();
    }

    /** As kill -9 does, in so many milliseconds. */
    void killAfter(long millis) {
        process.killAfter(millis);
    }

    @Override
    public void close() {
        process.close();
    }
}
