package org.pcm.participant;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.pcm.chaincode.ChaincodeService;
import org.pcm.cooperation.member.Resources;
import org.pcm.cooperation.member.Tier;
import org.pcm.cooperation.round.Terms;
import org.pcm.devnode.Devnode;
import org.pcm.gateway.Founding;
import org.pcm.gateway.Gateway;
import org.pcm.participant.client.PcmClient;
import org.pcm.participant.identity.Identity;

/**
 * Devnode, chaincode and two gateways, one set for the whole test run; tests keep apart by names of
 * their own.
 */
public final class LocalNetwork implements AutoCloseable {

    /** Short time-outs, as short as the devnode's clock error allows. */
    static final Terms BRISK =
            Terms.DEFAULT.withOfferMillis(20_000).withAwayMillis(20_000).withGraceMillis(20_000);

    private static final String CHAINCODE = "pcm";
    private static final long CLOCK_ERROR_MILLIS = 5_000;
    private static final AtomicInteger NAMES = new AtomicInteger();

    private final Path folder;
    private final ChaincodeService chaincode;
    private final Devnode node;
    private final Path registrarKey;
    private final Path profile;
    private Gateway first;
    private final Gateway second;

    /** Gives the network to tests. */
    public static final class Extension implements ParameterResolver {

        @Override
        public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
            return parameter.getParameter().getType() == LocalNetwork.class;
        }

        @Override
        public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
            return context.getRoot()
                    .getStore(ExtensionContext.Namespace.GLOBAL)
                    .computeIfAbsent(LocalNetwork.class, type -> open(), LocalNetwork.class);
        }
    }

    /** Another ledger, as another channel would be; close it at the end. */
    static LocalNetwork another() {
        return open();
    }

    private static LocalNetwork open() {
        try {
            return new LocalNetwork();
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private LocalNetwork() throws IOException, InterruptedException {
        folder = Files.createTempDirectory("pcm-sdk-test");
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
        first = gateway("one", 0);
        second = gateway("two", 0);
    }

    private Gateway gateway(String name, int port) throws IOException {
        return Gateway.start(options(folder.resolve(name)).withPort(port));
    }

    /** Options for a further gateway that may vouch. */
    Gateway.Options options(Path dataFolder) {
        return Gateway.Options.of(dataFolder, profile).withRegistrarKey(registrarKey);
    }

    /** Addresses of both gateways. */
    List<URI> gateways() {
        return List.of(URI.create(first.url()), URI.create(second.url()));
    }

    /** Stops the first gateway, runs something, and starts it again at its old address. */
    void withoutFirstGateway(Runnable meanwhile) throws IOException {
        int port = URI.create(first.url()).getPort();
        first.close();
        try {
            meanwhile.run();
        } finally {
            first = gateway("one", port);
        }
    }

    /** Who has put a piece of content to one of the gateways, as their stores note it. */
    Set<String> putters(String sha256) throws IOException {
        Set<String> putters = new HashSet<>();
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path marks : files.filter(file -> file.endsWith(sha256 + ".marks")).toList()) {
                Files.readAllLines(marks).stream()
                        .filter(line -> line.startsWith("put "))
                        .map(line -> line.substring("put ".length(), line.length() - 1))
                        .forEach(putters::add);
            }
        }
        return putters;
    }

    /** A name nobody else uses. */
    static String name(String prefix) {
        return prefix + "-" + NAMES.incrementAndGet();
    }

    /** A registered participant's client, its key in {@code keys}. */
    PcmClient participant(Path keys, String prefix, Tier tier) throws IOException {
        String name = name(prefix);
        PcmClient client =
                PcmClient.connect(gateways(), Identity.create(keys.resolve(name + ".key")));
        client.register(name, tier, List.of("test"));
        return client;
    }

    /** A site that takes part with what it is given and allows tasks on hosts without a sandbox. */
    Site site(PcmClient client, Path work, String cooperation, Resources pledge) {
        return new Site(
                client.identity().name().orElseThrow(),
                client.identity().file(),
                gateways(),
                java.util.Optional.empty(),
                List.of(new Site.Engaged(cooperation, pledge)),
                List.of(),
                work,
                64,
                true);
    }

    @Override
    public void close() throws IOException {
        first.close();
        second.close();
        node.close();
        chaincode.close();
    }
}
