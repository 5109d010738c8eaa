package org.pcm.participant;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.pcm.cooperation.submission.Hash;
import org.pcm.participant.information.Digest;

/**
 * A gateway that lies to the agent behind it: it passes on what a real one says, changed as it is
 * told, and serves the content that its lies need.
 */
final class ForgingGateway implements AutoCloseable {

    /** What it does. */
    enum Lie {
        NONE,
        /** Real offers come with another task document. */
        CHANGED_OFFER,
        /** What waits to be grabbed comes with another task document. */
        CHANGED_BOARD,
        /** After each real offer, or granted grab, comes one that nobody made. */
        INVENTED_OFFER,
        /**
         * A task that nobody submitted waits; once the agent has asked for it, it is said to be
         * accepted.
         */
        INVENTED_ACCEPTANCE,
        /** One of the first blocks has a changed byte. */
        CHANGED_BLOCK
    }

    private static final long CHANGED_BLOCK = 3;
    private static final Pattern SPECS = Pattern.compile("\"specs\":\"[^\"]*\"");
    private static final Pattern SPEC = Pattern.compile("(?<=\"spec\":\")[0-9a-f]{64}");
    private static final Pattern ID = Pattern.compile("id: (\\d+\\.\\d+)\\.\\d+\n");
    private static final Pattern VERSION = Pattern.compile("\"version\":\\d+");
    private static final Pattern TASKS = Pattern.compile("\"tasks\":\"[^\"]*\"");
    private static final List<String> HEADERS = List.of("Authorization", "Content-Type", "Accept");

    private final HttpClient http = HttpClient.newHttpClient();
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final HttpServer server;
    private final URI real;
    private final Supplier<String> bearer;
    private final byte[] document;
    private final Digest digest;
    private final AtomicInteger changedBlocks = new AtomicInteger();
    private final AtomicInteger changedBoards = new AtomicInteger();
    private volatile Lie lie = Lie.NONE;
    private volatile int member;
    private final Object streaming = new Object();
    private @Nullable OutputStream listener;
    private String place = "";
    private String version = "";
    private int inventions;

    /**
     * Passes on what {@code real} says.
     *
     * @param document the task document that forged offers name
     * @param bearer the agent's tokens for the real one, which an honest agent would not hand out
     */
    ForgingGateway(URI real, byte[] document, Supplier<String> bearer) throws IOException {
        this.bearer = bearer;
        this.real = real;
        this.document = document;
        this.digest = Digest.sha256(document);
        this.server =
                HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::handle);
        server.setExecutor(threads);
        server.start();
    }

    URI address() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    void tells(Lie newLie) {
        lie = newLie;
    }

    /** Whom it tells of acceptances that it invents. */
    void lies(int toMember) {
        member = toMember;
        tells(Lie.INVENTED_ACCEPTANCE);
    }

    /** How many acceptances it invented. */
    int inventions() {
        synchronized (streaming) {
            return inventions;
        }
    }

    /** How often it handed out a changed block. */
    int changedBlocks() {
        return changedBlocks.get();
    }

    /** How often it told of waiting tasks that are none. */
    int changedBoards() {
        return changedBoards.get();
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            String path = exchange.getRequestURI().getPath();
            if (path.equals("/v1/content/" + digest.hex())) {
                answer(exchange, 200, document);
            } else if (path.endsWith("/events")) {
                stream(exchange);
            } else {
                pass(exchange, path);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private HttpRequest request(HttpExchange exchange) throws IOException {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(real.resolve(exchange.getRequestURI().toString()));
        for (String header : HEADERS) {
            String value = exchange.getRequestHeaders().getFirst(header);
            if (value != null) {
                request.header(
                        header, header.equals("Authorization") ? "Bearer " + bearer.get() : value);
            }
        }
        byte[] body = exchange.getRequestBody().readAllBytes();
        return request.method(
                        exchange.getRequestMethod(), HttpRequest.BodyPublishers.ofByteArray(body))
                .build();
    }

    private void pass(HttpExchange exchange, String path) throws IOException, InterruptedException {
        if (lie == Lie.INVENTED_ACCEPTANCE && exchange.getRequestMethod().equals("POST")) {
            inventAcceptance();
        }
        HttpResponse<byte[]> response = http.send(request(exchange), BodyHandlers.ofByteArray());
        byte[] body = response.body();
        if (lie == Lie.CHANGED_BLOCK && path.equals("/v1/blocks/" + CHANGED_BLOCK)) {
            body[body.length / 2] ^= 1;
            changedBlocks.incrementAndGet();
        }
        if (lie == Lie.CHANGED_BOARD && path.endsWith("/waiting")) {
            String text = new String(body, StandardCharsets.UTF_8);
            Matcher waiting = SPEC.matcher(text);
            changedBoards.addAndGet(waiting.find() ? 1 : 0);
            body = waiting.replaceAll(digest.hex()).getBytes(StandardCharsets.UTF_8);
        }
        if (lie == Lie.INVENTED_ACCEPTANCE && path.endsWith("/waiting")) {
            String text = new String(body, StandardCharsets.UTF_8);
            body =
                    text.replaceFirst(
                                    "\"tasks\":\\[",
                                    "\"tasks\":[{\"task\":77,\"kind\":0,\"spec\":\""
                                            + digest.hex()
                                            + "\"},")
                            .getBytes(StandardCharsets.UTF_8);
            changedBoards.addAndGet(text.contains("\"tasks\":[") ? 1 : 0);
        }
        answer(exchange, response.statusCode(), body);
    }

    /** What the agent sends now is its grab: it waits for what becomes of it. */
    private void inventAcceptance() throws IOException {
        synchronized (streaming) {
            if (listener != null && !place.isEmpty() && changedBoards.get() > 0) {
                String item =
                        place
                                + "event: Accepted\n"
                                + "data: {\"on\":\"Accepted\","
                                + version
                                + ",\"clock\":9,\"job\":1,"
                                + "\"tasks\":\"77\",\"member\":"
                                + member
                                + ",\"until\":9}\n\n";
                listener.write(item.getBytes(StandardCharsets.UTF_8));
                listener.flush();
                place = "";
                inventions++;
            }
        }
    }

    private static void answer(HttpExchange exchange, int status, byte[] body) throws IOException {
        boolean none = exchange.getRequestMethod().equals("HEAD") || body.length == 0;
        exchange.sendResponseHeaders(status, none ? -1 : body.length);
        if (!none) {
            exchange.getResponseBody().write(body);
        }
    }

    private void stream(HttpExchange exchange) throws IOException, InterruptedException {
        HttpResponse<InputStream> response =
                http.send(request(exchange), BodyHandlers.ofInputStream());
        exchange.sendResponseHeaders(response.statusCode(), 0);
        OutputStream out = exchange.getResponseBody();
        try (BufferedReader lines =
                new BufferedReader(
                        new InputStreamReader(response.body(), StandardCharsets.UTF_8))) {
            StringBuilder item = new StringBuilder();
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                item.append(line).append('\n');
                if (line.isEmpty()) {
                    synchronized (streaming) {
                        out.write(forged(item.toString()).getBytes(StandardCharsets.UTF_8));
                        out.flush();
                        listener = out;
                        Matcher id = ID.matcher(item);
                        Matcher said = VERSION.matcher(item);
                        if (id.find() && said.find()) {
                            place = "id: " + id.group(1) + ".9998\n";
                            version = said.group();
                        }
                    }
                    item.setLength(0);
                }
            }
        }
    }

    private String forged(String item) {
        if (!item.contains("event: Offered\n") && !item.contains("event: Grabbed\n")) {
            return item;
        }
        return switch (lie) {
            case NONE, CHANGED_BLOCK, CHANGED_BOARD, INVENTED_ACCEPTANCE -> item;
            case CHANGED_OFFER -> changed(item);
            case INVENTED_OFFER ->
                    item + behind(TASKS.matcher(changed(item)).replaceFirst("\"tasks\":\"77\""));
        };
    }

    private String changed(String item) {
        String specs = "\"specs\":\"" + Hash.base64url(digest.bytes()) + "\"";
        return SPECS.matcher(item).replaceFirst(Matcher.quoteReplacement(specs));
    }

    /** At a place behind all others of its transaction. */
    private static String behind(String item) {
        return item.replaceFirst("id: (\\d+\\.\\d+)\\.\\d+", "id: $1.9999");
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
        http.shutdownNow();
    }
}
