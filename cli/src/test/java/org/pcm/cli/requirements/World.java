package org.pcm.cli.requirements;

import java.io.Closeable;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.pcm.cooperation.member.Tier;
import org.pcm.cooperation.round.Terms;
import org.pcm.gateway.Gateway;
import org.pcm.participant.client.Directory;
import org.pcm.participant.client.PcmClient;
import org.pcm.participant.identity.Identity;
import org.pcm.participant.information.http.Gateways;

/** A ledger with two gateways on it, and people who registered. Tests keep apart by names. */
final class World implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    /** Worlds may share a ledger. */
    private static final AtomicInteger NAMES = new AtomicInteger();

    final TestLedger ledger;
    final Gateways gateways;
    final Directory directory;
    private final Path folder;
    private final List<URI> addresses;
    private final Deque<Closeable> open = new ArrayDeque<>();

    World(TestLedger ledger, Path folder) throws IOException {
        this.ledger = ledger;
        this.folder = folder;
        this.addresses = List.of(ownGateway("one"), ownGateway("two"));
        this.gateways = new Gateways(addresses, PATIENCE);
        this.directory = new Directory(gateways);
    }

    /** A ledger with gateways that somebody else starts and ends. */
    World(TestLedger ledger, Path folder, List<URI> addresses) {
        this.ledger = ledger;
        this.folder = folder;
        this.addresses = List.copyOf(addresses);
        this.gateways = new Gateways(addresses, PATIENCE);
        this.directory = new Directory(gateways);
    }

    private URI ownGateway(String name) throws IOException {
        Gateway gateway = gateway(name, 0);
        open.push(gateway::close);
        return URI.create(gateway.url());
    }

    /** Starts a gateway whose data lies under a name. */
    Gateway gateway(String name, int port) throws IOException {
        return Gateway.start(
                Gateway.Options.of(folder.resolve(name), ledger.profile())
                        .withRegistrarKey(ledger.registrar())
                        .withPort(port));
    }

    List<URI> addresses() {
        return addresses;
    }

    /** A new name. */
    String name(String prefix) {
        return prefix + "-" + NAMES.incrementAndGet();
    }

    /** A new, empty folder. */
    Path folder(String prefix) throws IOException {
        return Files.createDirectories(folder.resolve(name(prefix)));
    }

    /** A new person with a key, not registered. */
    PcmClient stranger() throws IOException {
        return stranger(addresses());
    }

    private PcmClient stranger(List<URI> through) throws IOException {
        PcmClient client =
                PcmClient.connect(through, Identity.create(folder("keys").resolve("person.key")));
        open.push(client::close);
        return client;
    }

    /** A new person who has registered. */
    PcmClient person(String prefix, Tier tier) throws IOException {
        return person(prefix, tier, addresses());
    }

    /** The same, who knows these gateways only. */
    PcmClient person(String prefix, Tier tier, List<URI> through) throws IOException {
        PcmClient client = stranger(through);
        client.register(name(prefix), tier, List.of());
        return client;
    }

    /** What a lane tells from its beginning. */
    LaneLog log(String lane) {
        return keep(new LaneLog(gateways, lane));
    }

    /** Ends a log with the world. */
    LaneLog keep(LaneLog log) {
        open.push(log::close);
        return log;
    }

    /** The default terms, whose time-outs every ledger allows. */
    Terms terms() {
        return Terms.DEFAULT;
    }

    @Override
    public void close() throws IOException {
        gateways.close();
        while (!open.isEmpty()) {
            open.pop().close();
        }
        ledger.close();
    }
}
