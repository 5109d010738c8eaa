package org.pcm.gateway;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.pcm.chaincode.ChaincodeService;
import org.pcm.devnode.Devnode;

/**
 * A founded ledger on a devnode with the real chaincode, one for the whole test run; tests keep out
 * of each other's way by names of their own.
 */
public final class TestNetwork implements AutoCloseable {
    /** The devnode's tolerated clock error (ruling 8). */
    static final long CLOCK_ERROR_MILLIS = 5_000;

    private static final String CHAINCODE = "pcm";
    private static final AtomicInteger NAMES = new AtomicInteger();

    private final Path folder;
    private final ChaincodeService chaincode;
    private final Devnode node;
    private final Path profile;
    private final Path registrarKey;

    /** Gives the network to test methods and constructors. */
    public static final class Extension implements ParameterResolver {
        @Override
        public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
            return parameter.getParameter().getType() == TestNetwork.class;
        }

        @Override
        public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
            return context.getRoot()
                    .getStore(ExtensionContext.Namespace.GLOBAL)
                    .computeIfAbsent(TestNetwork.class, type -> open(), TestNetwork.class);
        }
    }

    private static TestNetwork open() {
        try {
            return new TestNetwork();
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private TestNetwork() throws IOException, InterruptedException {
        folder = Files.createTempDirectory("pcm-gateway-test");
        registrarKey = folder.resolve("registrar.key");
        chaincode = ChaincodeService.start(ChaincodeService.Options.local(CHAINCODE));
        node =
                Devnode.start(
                        Devnode.Options.in(folder.resolve("node"))
                                .withChaincode(CHAINCODE, chaincode.address()));
        if (!node.awaitChaincode(CHAINCODE, Duration.ofSeconds(90))) {
            throw new IOException("the chaincode does not come");
        }
        profile = node.profile(CHAINCODE);
        Founding.found(
                profile, CLOCK_ERROR_MILLIS, List.of(Founding.registrar("Org1", registrarKey)));
    }

    /** Options for a gateway on this network that may vouch. */
    Gateway.Options options(Path dataFolder) {
        return Gateway.Options.of(dataFolder, profile).withRegistrarKey(registrarKey);
    }

    /** The devnode, to order faults of. */
    public Devnode node() {
        return node;
    }

    /** How gateways reach it. */
    public Path profile() {
        return profile;
    }

    /** A name nobody else uses. */
    public static String name(String prefix) {
        return prefix + "-" + NAMES.incrementAndGet();
    }

    @Override
    public void close() throws IOException {
        node.close();
        chaincode.close();
        try (var files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
