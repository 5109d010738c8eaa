package org.pcm.participant.information.http;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.pcm.cooperation.submission.Submission;

/**
 * A small gateway for one key and lane: counts sequences as the contract does, and misbehaves on
 * request. Each {@link Mishap} befalls one request, in the order given.
 */
final class ScriptedGateway implements AutoCloseable {

    /** What can happen to a submission on its way. */
    enum Mishap {
        /** It takes effect, and the answer is lost. */
        LOST_REPLY,
        /** It takes effect, and the answer breaks off on its way. */
        LOST_END,
        /** It is lost. */
        LOST_REQUEST,
        /** The gateway has too much to do. */
        BUSY,
        /** The gateway is down for a moment. */
        DOWN,
        /** It is queued, takes effect, and nobody has waited for it. */
        SLOW,
        /** It is too late, says the ledger. */
        EXPIRED,
        /** The answer is lost; it takes effect right after somebody has asked what became of it. */
        HELD,
        /** It is too late, says this gateway, which knows nothing of others. */
        EXPIRED_HERE
    }

    private final HttpServer server;
    private final Deque<Mishap> mishaps = new ArrayDeque<>();
    private final Map<String, String> outcomes = new HashMap<>();
    private final List<Submission> applied = new ArrayList<>();
    private final List<String> arrived = new ArrayList<>();
    private final List<Integer> sheaves = new ArrayList<>();
    private long next = 1;
    private int questions;
    private @Nullable Submission held;
    private CountDownLatch silence = new CountDownLatch(0);

    ScriptedGateway(Mishap... script) throws IOException {
        mishaps.addAll(List.of(script));
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/v1/submissions", this::find);
        server.createContext("/v1/sheaves", this::sheaf);
        server.createContext("/v1/cooperations/lab/members/alice", this::member);
        server.createContext("/v1/ledger", ScriptedGateway::ledger);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.start();
    }

    URI address() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    /** What took effect, in order. */
    synchronized List<Submission> applied() {
        return List.copyOf(applied);
    }

    /** Every submission that came, with repetitions. */
    synchronized List<String> arrived() {
        return List.copyOf(arrived);
    }

    /** Has it say nothing until {@link #release}. */
    synchronized void hold() {
        silence = new CountDownLatch(1);
    }

    /** Has it answer again. */
    synchronized void release() {
        silence.countDown();
    }

    private void awaitRelease() throws IOException {
        CountDownLatch until;
        synchronized (this) {
            until = silence;
        }
        try {
            until.await();
        } catch (InterruptedException e) {
            throw new IOException(e);
        }
    }

    /** How many submissions came with each request. */
    synchronized List<Integer> sheaves() {
        return List.copyOf(sheaves);
    }

    /** Has this befall the next request. */
    synchronized void next(Mishap mishap) {
        mishaps.add(mishap);
    }

    /** How often it was asked for anything but to take a submission. */
    synchronized int questions() {
        return questions;
    }

    /** Somebody else uses numbers of the same key. */
    synchronized void skip(int numbers) {
        next += numbers;
    }

    private synchronized void find(HttpExchange exchange) throws IOException {
        questions++;
        String path = exchange.getRequestURI().getPath();
        String id = path.substring(path.lastIndexOf('/') + 1);
        String outcome = outcomes.get(id);
        answer(
                exchange,
                outcome == null ? 404 : 200,
                outcome == null ? "{}" : "{\"id\":\"" + id + "\"," + done(outcome) + "}");
        if (held != null) {
            String unused = outcome(held);
        }
    }

    private void sheaf(HttpExchange exchange) throws IOException {
        String body =
                new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.US_ASCII);
        awaitRelease();
        post(exchange, body.lines().toList());
    }

    private synchronized void post(HttpExchange exchange, List<String> sheaf) throws IOException {
        sheaves.add(sheaf.size());
        arrived.addAll(sheaf);
        List<Submission> submissions =
                sheaf.stream()
                        .map(jws -> Submission.parse(jws.getBytes(StandardCharsets.US_ASCII)))
                        .toList();
        Mishap mishap = mishaps.poll();
        if (mishap == null) {
            answer(exchange, 200, lines(submissions, this::outcome));
            return;
        }
        switch (mishap) {
            case LOST_REPLY -> {
                submissions.forEach(this::outcome);
                exchange.close();
            }
            case LOST_END -> breakOff(exchange, lines(submissions, this::outcome));
            case LOST_REQUEST -> exchange.close();
            case BUSY -> answer(exchange, 429, "{\"code\":\"QueueFull\",\"detail\":\"later\"}");
            case DOWN -> answer(exchange, 503, "{}");
            case SLOW -> {
                submissions.forEach(this::outcome);
                answer(exchange, 200, kept(submissions));
            }
            case HELD -> {
                held = submissions.getFirst();
                exchange.close();
            }
            case EXPIRED_HERE -> answer(exchange, 200, expired(submissions));
            case EXPIRED ->
                    answer(exchange, 200, lines(submissions, each -> refused(each, "Expired")));
        }
    }

    private static String kept(List<Submission> submissions) {
        StringBuilder lines = new StringBuilder();
        for (int i = 0; i < submissions.size(); i++) {
            lines.append("{\"index\":" + i + ",\"id\":\"" + submissions.get(i).id() + "\",");
            lines.append("\"receipt\":\"r\"}\n");
        }
        return lines.toString();
    }

    private static String expired(List<Submission> submissions) {
        StringBuilder lines = new StringBuilder();
        for (int i = 0; i < submissions.size(); i++) {
            lines.append("{\"index\":" + i + ",\"status\":410,\"code\":\"Expired\",");
            lines.append("\"detail\":\"too late\"}\n");
        }
        return lines.toString();
    }

    private static String lines(List<Submission> submissions, Function<Submission, String> of) {
        StringBuilder lines = new StringBuilder(kept(submissions));
        for (int i = 0; i < submissions.size(); i++) {
            String outcome = of.apply(submissions.get(i));
            lines.append("{\"index\":" + i + "," + done(outcome) + "}\n");
        }
        return lines.toString();
    }

    /** Half of the answer arrives. */
    private static void breakOff(HttpExchange exchange, String lines) throws IOException {
        byte[] body = lines.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(200, body.length);
        exchange.getResponseBody().write(body, 0, body.length / 2);
        exchange.getResponseBody().flush();
        exchange.close();
    }

    /** What becomes of it; only what took effect is remembered, as by a gateway. */
    private String outcome(Submission submission) {
        String known = outcomes.get(submission.id());
        if (known != null) {
            return known;
        }
        long sequence = submission.header().sequence();
        if (sequence != next) {
            return refused(submission, sequence < next ? "SequenceUsed" : "SequenceGap");
        }
        next++;
        applied.add(submission);
        int commands = submission.payload().length == 2 ? 0 : 1;
        String results = commands == 0 ? "" : "{\"code\":\"Done\"}";
        String outcome =
                "{\"id\":\""
                        + submission.id()
                        + "\",\"code\":\"Applied\",\"results\":["
                        + results
                        + "]}";
        outcomes.put(submission.id(), outcome);
        return outcome;
    }

    private static String refused(Submission submission, String code) {
        return "{\"id\":\""
                + submission.id()
                + "\",\"code\":\""
                + code
                + "\",\"why\":\"scripted\"}";
    }

    private static String done(String outcome) {
        return "\"outcome\":" + outcome + ",\"cursor\":\"3.0.0\"";
    }

    private synchronized void member(HttpExchange exchange) throws IOException {
        questions++;
        answer(exchange, 200, "{\"sequence\":" + (next - 1) + "}");
    }

    private static void ledger(HttpExchange exchange) throws IOException {
        answer(
                exchange,
                200,
                "{\"ledger\":\"ledger\",\"genesis\":\"00\",\"chaincode\":\"pcm\","
                        + "\"clockErrorMillis\":5000,\"height\":1}");
    }

    private static void answer(HttpExchange exchange, int status, String json) throws IOException {
        byte[] body = json.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(status, body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
