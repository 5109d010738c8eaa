package org.pcm.gateway.information.http;

import io.javalin.Javalin;
import io.javalin.config.JavalinConfig;
import io.javalin.config.RoutesConfig;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.pcm.gateway.information.block.BlockStore;
import org.pcm.gateway.information.content.ContentAccess;
import org.pcm.gateway.information.content.ContentStore;
import org.pcm.gateway.information.door.Door;
import org.pcm.gateway.information.index.Board;
import org.pcm.gateway.information.index.Directory;
import org.pcm.gateway.information.index.Freshness;
import org.pcm.gateway.information.index.Lookup;
import org.pcm.gateway.information.message.VoucherRequest;
import org.pcm.gateway.information.port.Estimates;
import org.pcm.gateway.information.port.Explanations;
import org.pcm.gateway.information.signature.GatewayUrl;
import org.pcm.gateway.information.signature.Receipts;
import org.pcm.gateway.information.signature.SigningKey;
import org.pcm.gateway.information.signature.Tokens;
import org.pcm.gateway.information.stream.EventStreams;
import org.pcm.gateway.information.tls.Https;

/** The gateway's door to the world: Javalin on virtual threads, with every route. */
public final class HttpServer implements AutoCloseable {
    private static final long BODY_BYTES_MAX = 1 << 20; // handlers bound what they read themselves

    private final Javalin javalin;
    private final EventStreams streams;
    private final String host;
    private final String scheme;

    /** What the routes need. */
    public record Parts(
            Door door,
            Receipts receipts,
            Outcomes outcomes,
            Lookup lookup,
            Freshness freshness,
            Directory directory,
            Board board,
            Explanations explanations,
            Estimates estimates,
            BlockStore blocks,
            LongSupplier height,
            EventStreams streams,
            ContentStore content,
            ContentAccess access,
            Tokens tokens,
            SigningKey key,
            String channel,
            String chaincode,
            Optional<Function<VoucherRequest, String>> registrar,
            Supplier<Optional<String>> obstacle) {}

    /**
     * Starts to serve.
     *
     * @param port 0 takes any free one
     * @param https empty: plain HTTP
     */
    public HttpServer(String host, int port, Optional<Https> https, Parts parts) {
        this.host = host;
        this.streams = parts.streams();
        this.scheme = https.isPresent() ? "https" : "http";
        this.javalin =
                Javalin.create(
                                config -> {
                                    configure(config, parts);
                                    https.ifPresent(tls ->
                                            config.jetty.addConnector((server, http) ->
                                                    tls.connector(server, http, host, port)));
                                })
                        .start(host, port);
    }

    private static void configure(JavalinConfig config, Parts parts) {
        config.concurrency.useVirtualThreads = true;
        config.startup.showJavalinBanner = false;
        config.startup.showOldJavalinVersionWarning = false;
        // Jetty would set 100 KiB aside for each connection to remember its headers; most are
        // streams
        config.jetty.modifyHttpConfiguration(http -> http.setHeaderCacheSize(0));
        config.http.maxRequestSize = BODY_BYTES_MAX;
        config.http.prefer405over404 = true;
        Problems.register(config.routes, parts.freshness(), parts.height());
        submissions(config.routes, parts);
        directory(config.routes, parts);
        ledger(config.routes, parts);
        content(config.routes, parts);
    }

    private static void submissions(RoutesConfig routes, Parts parts) {
        routes.post(
                PostSubmission.ROUTE,
                new PostSubmission(parts.door(), parts.receipts(), parts.outcomes()));
        routes.post(
                PostSheaf.ROUTE, new PostSheaf(parts.door(), parts.receipts(), parts.outcomes()));
        routes.get(GetSubmission.ROUTE, new GetSubmission(parts.outcomes()));
        routes.post(PostVoucher.ROUTE, new PostVoucher(parts.lookup(), parts.registrar()));
    }

    private static void directory(RoutesConfig routes, Parts parts) {
        Directory directory = parts.directory();
        routes.get(GetParticipants.ROUTE, new GetParticipants(directory));
        routes.get(GetParticipant.ROUTE, new GetParticipant(directory));
        routes.get(GetCooperations.ROUTE, new GetCooperations(directory));
        routes.get(GetCooperation.ROUTE, new GetCooperation(directory));
        routes.get(GetMembers.ROUTE, new GetMembers(directory));
        routes.get(GetRound.ROUTE, new GetRound(directory));
        routes.get(GetElections.ROUTE, new GetElections(directory));
        routes.get(GetApplications.ROUTE, new GetApplications(directory));
        routes.get(GetMember.ROUTE, new GetMember(directory));
        routes.get(GetJobs.ROUTE, new GetJobs(directory));
        routes.get(GetJob.ROUTE, new GetJob(directory));
        routes.get(GetTasks.ROUTE, new GetTasks(directory));
        routes.get(GetTask.ROUTE, new GetTask(directory));
        routes.get(GetWaiting.ROUTE, new GetWaiting(parts.board(), parts.tokens()));
        routes.get(GetExplanation.ROUTE, new GetExplanation(parts.explanations()));
        routes.get(GetEstimates.ROUTE, new GetEstimates(parts.estimates()));
    }

    private static void ledger(RoutesConfig routes, Parts parts) {
        routes.get(
                GetLedger.ROUTE,
                new GetLedger(
                        parts.lookup(),
                        parts.height(),
                        parts.key(),
                        parts.channel(),
                        parts.chaincode()));
        routes.get(GetHeight.ROUTE, new GetHeight(parts.height(), parts.freshness()));
        routes.get(GetBlock.ROUTE, new GetBlock(parts.blocks()));
        routes.get(GetEvents.ROUTE, new GetEvents(parts.streams(), parts.lookup(), parts.tokens()));
        routes.get(GetLiveness.ROUTE, new GetLiveness());
        routes.get(GetReadiness.ROUTE, new GetReadiness(parts.obstacle()));
    }

    private static void content(RoutesConfig routes, Parts parts) {
        GetContent reading = new GetContent(parts.content(), parts.access(), parts.tokens());
        routes.put(PutContent.ROUTE, new PutContent(parts.content(), parts.tokens()));
        routes.get(GetContent.ROUTE, reading);
        routes.head(GetContent.ROUTE, reading);
    }

    /** Where it listens. */
    public String url() {
        return scheme + "://" + GatewayUrl.inUrl(host) + ":" + javalin.port();
    }

    /** Ends all streams, lets other requests finish, and stops. */
    @Override
    public void close() {
        streams.close();
        javalin.stop();
    }
}
