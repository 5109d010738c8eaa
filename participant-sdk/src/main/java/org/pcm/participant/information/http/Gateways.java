package org.pcm.participant.information.http;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.Closeable;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandler;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.pcm.participant.information.LedgerInfo;
import org.pcm.participant.information.PcmException;
import org.pcm.participant.json.Json;
import org.pcm.participant.json.JsonObject;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One or more gateways of one ledger, any of which will do: a request goes to the one that answered
 * last, and to the next when that one is down. Safe for use by many threads and, since it knows no
 * key, by many participants; close it at the end.
 */
public final class Gateways implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Gateways.class);
    private static final Duration CONNECT = Duration.ofSeconds(5);
    private static final Duration ANSWER = Duration.ofSeconds(40);

    /** Completes a request to a gateway. */
    @FunctionalInterface
    interface Request {
        HttpRequest.Builder complete(HttpRequest.Builder builder, URI gateway);
    }

    private final List<URI> addresses;
    private final Duration patience;
    private final HttpClient http;
    private final AtomicInteger current = new AtomicInteger();

    /** As {@link #Gateways(List, Duration, Trust)}, trusting the system's authorities. */
    public Gateways(List<URI> addresses, Duration patience) {
        this(addresses, patience, Trust.system());
    }

    /**
     * @param addresses base addresses, such as {@code https://gateway.example:7080}
     * @param patience how long a request goes on trying while no gateway answers
     * @param trust who may vouch for gateways whose address begins with {@code https}
     */
    public Gateways(List<URI> addresses, Duration patience, Trust trust) {
        if (addresses.isEmpty()) {
            throw new IllegalArgumentException("at least one gateway is needed");
        }
        this.addresses = List.copyOf(addresses);
        this.patience = patience;
        this.http =
                HttpClient.newBuilder()
                        .version(HttpClient.Version.HTTP_1_1)
                        .connectTimeout(CONNECT)
                        .sslContext(trust.context())
                        .build();
    }

    /**
     * Asks another gateway from now on: this one said what is not so.
     *
     * @return whether there is another
     */
    public boolean leave() {
        current.updateAndGet(index -> (index + 1) % addresses.size());
        return addresses.size() > 1;
    }

    /** What ledger this is. */
    public LedgerInfo ledger() {
        return LedgerInfo.read(JsonObject.of("", get("/v1/ledger")));
    }

    /** How many blocks the ledger has, by a gateway that has read all there is of a lane. */
    public long height(String lane) {
        return JsonObject.of("", get("/v1/blocks?of=" + lane)).number("height", 0, Long.MAX_VALUE);
    }

    /** A JSON answer. */
    public JsonNode get(String path) {
        return Json.parse(call(path, UnaryOperator.identity(), BodyHandlers.ofByteArray()).body());
    }

    /** A JSON answer, or empty where there is no such thing. */
    public Optional<JsonNode> find(String path) {
        HttpResponse<byte[]> response =
                exchange(path, UnaryOperator.identity(), BodyHandlers.ofByteArray());
        return response.statusCode() == 404
                ? Optional.empty()
                : Optional.of(Json.parse(Problems.check(response, HttpResponse::body).body()));
    }

    /** The JSON answer to a JSON document. */
    public JsonNode post(String path, JsonNode document) {
        HttpRequest.BodyPublisher body = HttpRequest.BodyPublishers.ofString(Json.write(document));
        return Json.parse(
                call(
                                path,
                                r -> r.header("Content-Type", "application/json").POST(body),
                                BodyHandlers.ofByteArray())
                        .body());
    }

    /** Raw bytes, such as a block's. */
    public byte[] bytes(String path) {
        return call(path, UnaryOperator.identity(), BodyHandlers.ofByteArray()).body();
    }

    /** A request whose failures, but for 2xx, become {@link PcmException}s. */
    HttpResponse<byte[]> call(
            String path, UnaryOperator<HttpRequest.Builder> request, BodyHandler<byte[]> body) {
        return Problems.check(exchange(path, request, body), HttpResponse::body);
    }

    /**
     * Sends a request until some gateway answers. Gateways that cannot be spoken to as their
     * address says are not waited for: that does not heal by itself.
     *
     * @param request completes the request; called once a try, so that tokens are fresh
     */
    <T> HttpResponse<T> exchange(
            String path, UnaryOperator<HttpRequest.Builder> request, BodyHandler<T> body) {
        return exchangeWith(path, (builder, gateway) -> request.apply(builder), body);
    }

    /** As {@link #exchange}, where the request depends on the gateway that it goes to. */
    <T> HttpResponse<T> exchangeWith(String path, Request request, BodyHandler<T> body) {
        Backoff backoff = new Backoff(patience);
        int hopeless = 0;
        while (true) {
            int index = current.get();
            URI address = addresses.get(index);
            PcmException.Unreachable why;
            try {
                HttpResponse<T> response =
                        http.send(request.complete(builder(address, path), address).build(), body);
                if (!Problems.isDown(response.statusCode())) {
                    if (Problems.isStranger(response.statusCode())) {
                        next(index);
                    }
                    return response;
                }
                why = Problems.down(address, response);
            } catch (IOException e) {
                why = Trust.explain(address, e).orElseGet(() -> unreachable(address, e));
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new PcmException.Unreachable("interrupted while asking " + address);
            }
            next(index);
            hopeless = why.mayHeal() ? 0 : hopeless + 1;
            if (hopeless >= addresses.size() || !backoff.pause()) {
                throw why;
            }
        }
    }

    /**
     * As {@link #exchangeWith}, for what lies at one gateway and not at all: where the one that
     * answers does not have it, or may not give it, the others are asked once. The first answer
     * stands where none of them has it.
     */
    <T> HttpResponse<T> lookEverywhere(String path, Request request, BodyHandler<T> body) {
        HttpResponse<T> first = exchangeWith(path, request, body);
        if (!Problems.isElsewhere(first.statusCode())) {
            return first;
        }
        for (URI other : addresses) {
            if (first.uri().equals(uri(other, path))) {
                continue;
            }
            try {
                HttpResponse<T> response =
                        http.send(request.complete(builder(other, path), other).build(), body);
                if (response.statusCode() == 200) {
                    discard(first.body());
                    return response;
                }
                discard(response.body());
            } catch (IOException e) {
                LOG.debug("{} cannot be asked for {}", other, path, e);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new PcmException.Unreachable("interrupted while asking " + other);
            }
        }
        return first;
    }

    private static void discard(@Nullable Object body) throws IOException {
        if (body instanceof Closeable open) {
            open.close();
        }
    }

    private void next(int index) {
        current.compareAndSet(index, (index + 1) % addresses.size());
    }

    private static PcmException.Unreachable unreachable(URI address, IOException failure) {
        String message = failure.getMessage();
        return new PcmException.Unreachable(
                address + ": " + (message == null ? failure.getClass().getSimpleName() : message));
    }

    private static HttpRequest.Builder builder(URI address, String path) {
        return HttpRequest.newBuilder(uri(address, path)).timeout(ANSWER);
    }

    private static URI uri(URI address, String path) {
        String base = address.toString();
        String root = base.endsWith("/") ? base.substring(0, base.length() - 1) : base;
        return URI.create(root + path);
    }

    @Override
    public void close() {
        http.shutdownNow();
    }
}
