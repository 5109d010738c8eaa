package org.pcm.gateway;

import java.io.IOException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.pcm.cooperation.member.Voucher;
import org.pcm.gateway.business.EventQueue;
import org.pcm.gateway.control.EventProcessCenter;
import org.pcm.gateway.control.LaneOptions;
import org.pcm.gateway.control.PolicyCenter;
import org.pcm.gateway.information.content.ContentAccess;
import org.pcm.gateway.information.content.ContentStore;
import org.pcm.gateway.information.door.Door;
import org.pcm.gateway.information.fabric.BlockStream;
import org.pcm.gateway.information.fabric.FabricLedger;
import org.pcm.gateway.information.fabric.FabricLink;
import org.pcm.gateway.information.fabric.Profile;
import org.pcm.gateway.information.http.HttpServer;
import org.pcm.gateway.information.http.Outcomes;
import org.pcm.gateway.information.index.Freshness;
import org.pcm.gateway.information.index.Index;
import org.pcm.gateway.information.index.LedgerFacts;
import org.pcm.gateway.information.index.Lookup;
import org.pcm.gateway.information.message.VoucherRequest;
import org.pcm.gateway.information.signature.GatewayUrl;
import org.pcm.gateway.information.signature.KeyFile;
import org.pcm.gateway.information.signature.OwnUrls;
import org.pcm.gateway.information.signature.Receipts;
import org.pcm.gateway.information.signature.SigningKey;
import org.pcm.gateway.information.signature.Tokens;
import org.pcm.gateway.information.stream.EventStreams;
import org.pcm.gateway.information.tls.Https;
import org.pcm.gateway.information.tls.TlsFiles;
import org.pcm.gateway.resource.Registrar;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * PCM-Core as one object: joins the four planes, started and closed. It may be killed at any
 * moment; started again on the same folder it goes on with every submission it said 202 to.
 *
 * <pre>{@code
 * Gateway.Options options = Gateway.Options.of(folder, profile).withPort(8080);
 * try (Gateway gateway = Gateway.start(options)) {
 *     System.out.println(gateway.url());
 * }
 * }</pre>
 */
public final class Gateway implements AutoCloseable {
    /**
     * How to start a gateway.
     *
     * @param dataFolder queue, blocks, content, the gateway's key; made if missing
     * @param host the address to listen at; loopback unless told otherwise
     * @param port 0 for any free one
     * @param urls where participants reach it; none: where it listens, and by its certificate's
     *     names
     * @param profile how to reach Fabric, a file as the devnode writes it
     * @param registrarKey the organisation's registrar's key, where this gateway may vouch
     * @param tls the gateway's certificate; without one it speaks plain HTTP
     */
    public record Options(
            Path dataFolder,
            String host,
            int port,
            List<GatewayUrl> urls,
            Path profile,
            Optional<Path> registrarKey,
            Limits limits,
            LaneOptions lanes,
            Optional<TlsFiles> tls) {
        /** Copies the addresses. */
        public Options {
            urls = List.copyOf(urls);
        }

        /** The usual: any port on loopback, vouching for nobody. */
        public static Options of(Path dataFolder, Path profile) {
            return new Options(
                    dataFolder,
                    "127.0.0.1",
                    0,
                    List.of(),
                    profile,
                    Optional.empty(),
                    Limits.DEFAULT,
                    LaneOptions.DEFAULT,
                    Optional.empty());
        }

        public Options withHost(String newHost) {
            return new Options(
                    dataFolder, newHost, port, urls, profile, registrarKey, limits, lanes, tls);
        }

        public Options withPort(int newPort) {
            return new Options(
                    dataFolder, host, newPort, urls, profile, registrarKey, limits, lanes, tls);
        }

        /**
         * Where participants reach it, where that is not where it listens; tokens for another
         * address are refused.
         */
        public Options withUrls(List<GatewayUrl> newUrls) {
            return new Options(
                    dataFolder, host, port, newUrls, profile, registrarKey, limits, lanes, tls);
        }

        public Options withRegistrarKey(Path key) {
            return new Options(
                    dataFolder, host, port, urls, profile, Optional.of(key), limits, lanes, tls);
        }

        public Options withLimits(Limits newLimits) {
            return new Options(
                    dataFolder, host, port, urls, profile, registrarKey, newLimits, lanes, tls);
        }

        public Options withLanes(LaneOptions newLanes) {
            return new Options(
                    dataFolder, host, port, urls, profile, registrarKey, limits, newLanes, tls);
        }

        public Options withTls(TlsFiles files) {
            return new Options(
                    dataFolder,
                    host,
                    port,
                    urls,
                    profile,
                    registrarKey,
                    limits,
                    lanes,
                    Optional.of(files));
        }
    }

    private static final Logger LOG = LoggerFactory.getLogger(Gateway.class);
    private static final InstantSource CLOCK = InstantSource.system();

    private final Deque<AutoCloseable> parts;
    private final HttpServer http;

    private Gateway(Deque<AutoCloseable> parts, HttpServer http) {
        this.parts = parts;
        this.http = http;
    }

    /**
     * Starts a gateway; it reads the ledger while it serves.
     *
     * @throws IOException when the folder is in use or unreadable, the profile or a key is no good,
     *     or the port is taken
     */
    public static Gateway start(Options options) throws IOException {
        Deque<AutoCloseable> parts = new ArrayDeque<>();
        try {
            return start(options, parts);
        } catch (IOException | RuntimeException e) {
            close(parts);
            throw e;
        }
    }

    private static Gateway start(Options options, Deque<AutoCloseable> parts) throws IOException {
        Path folder = options.dataFolder();
        Profile profile = Profile.read(options.profile());
        parts.push(FolderLock.take(folder));
        Index index =
                new Index(folder.resolve("blocks"), folder.resolve("index"), profile.chaincode());
        parts.push(index);
        Optional<LedgerFacts> stored = index.lookup().facts();
        if (stored.isPresent()) {
            Follower.check(profile.genesis(), stored.get().genesis());
        }
        EventQueue queue = new EventQueue(folder.resolve("queue"), options.limits().queue());
        parts.push(queue);
        FabricLink link = FabricLink.open(profile);
        parts.push(link);
        Follower follower = new Follower(index, profile.genesis());
        parts.push(new BlockStream(link, follower));
        FabricLedger ledger = new FabricLedger(link);
        EventProcessCenter center =
                new EventProcessCenter(
                        queue,
                        ledger,
                        index.lookup(),
                        index.waiters()::tell,
                        options.lanes(),
                        CLOCK);
        parts.push(center);
        index.onLane(center::wake);
        center.start();
        Optional<Https> https = https(options, parts);
        OwnUrls urls =
                new OwnUrls(
                        options.urls(),
                        options.host(),
                        () -> https.map(Https::names).orElse(List.of()));
        HttpServer http =
                new HttpServer(
                        options.host(),
                        options.port(),
                        https,
                        routes(options, profile, index, ledger, queue, follower, urls));
        parts.push(http);
        urls.listenAt(http.url());
        LOG.info("gateway listens at {}, and goes by {}", http.url(), urls);
        return new Gateway(parts, http);
    }

    private static Optional<Https> https(Options options, Deque<AutoCloseable> parts)
            throws IOException {
        if (options.tls().isEmpty()) {
            return Optional.empty();
        }
        Https https = new Https(options.tls().get(), CLOCK);
        parts.push(https);
        return Optional.of(https);
    }

    private static HttpServer.Parts routes(
            Options options,
            Profile profile,
            Index index,
            FabricLedger ledger,
            EventQueue queue,
            Follower follower,
            OwnUrls urls)
            throws IOException {
        Path folder = options.dataFolder();
        Limits limits = options.limits();
        Lookup lookup = index.lookup();
        Freshness freshness = new Freshness(lookup, ledger);
        SigningKey key = KeyFile.readOrMake(folder.resolve("gateway.key"));
        ContentStore content = new ContentStore(folder.resolve("content"), limits.content());
        Tokens tokens =
                new Tokens(
                        lookup::key,
                        () -> lookup.facts().map(LedgerFacts::ledger).orElse(""),
                        urls,
                        CLOCK);
        return new HttpServer.Parts(
                new Door(lookup, freshness, queue::add, limits.submissionsPerSecond(), CLOCK),
                new Receipts(key),
                new Outcomes(lookup, index.waiters(), queue::holds, queue::refusal),
                lookup,
                freshness,
                index.directory(),
                index.board(),
                ledger,
                new PolicyCenter(index.history()),
                index.blocks(),
                index::height,
                new EventStreams(index.batches(), limits.streams()),
                content,
                new ContentAccess(content, index.assignments(), CLOCK),
                tokens,
                key,
                profile.channel(),
                profile.chaincode(),
                registrar(options),
                () -> obstacle(lookup, queue, follower));
    }

    private static Optional<Function<VoucherRequest, String>> registrar(Options options)
            throws IOException {
        if (options.registrarKey().isEmpty()) {
            return Optional.empty();
        }
        SigningKey key = KeyFile.read(options.registrarKey().get());
        return Optional.of(new Registrar(json -> key.jws(Voucher.TYPE, json), CLOCK)::vouch);
    }

    /** Why submissions cannot be taken now. */
    private static Optional<String> obstacle(Lookup lookup, EventQueue queue, Follower follower) {
        if (follower.broken().isPresent()) {
            return follower.broken();
        }
        if (!queue.healthy()) {
            return Optional.of("the queue cannot be written; look at the disk and start again");
        }
        boolean founded = lookup.facts().filter(LedgerFacts::isFounded).isPresent();
        return founded ? Optional.empty() : Optional.of("the ledger is not founded, or not read");
    }

    /** Where it serves. */
    public String url() {
        return http.url();
    }

    /** Ends the streams, finishes the transactions in flight, and frees the folder. */
    @Override
    public void close() {
        close(parts);
    }

    private static void close(Deque<AutoCloseable> parts) {
        while (!parts.isEmpty()) {
            try {
                parts.pop().close();
            } catch (Exception e) {
                LOG.warn("a part of the gateway did not close", e);
            }
        }
    }
}
