package org.pcm.participant.information.http;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.pcm.participant.identity.Tokens;
import org.pcm.participant.information.Cursor;
import org.pcm.participant.information.Notice;
import org.pcm.participant.information.PcmException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A lane's stream, followed for as long as it is open: comes back after every break, at another
 * gateway if need be, behind the last item it delivered. Items are delivered in order, each once,
 * on one thread; the next is read when the listener returns.
 */
public final class EventStream implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(EventStream.class);

    /** Gateways send a comment every 10 s; a stream silent for so long is dead. */
    private static final long SILENCE_MILLIS = 35_000;

    private static final int PROBLEM_BYTES_MAX = 1 << 14;

    private static final ScheduledExecutorService WATCH =
            Executors.newSingleThreadScheduledExecutor(
                    Thread.ofPlatform().daemon().name("stream-watch").factory());

    private final Gateways gateways;
    private final String route;
    private final @Nullable Tokens tokens;
    private final Consumer<Notice> listener;
    private final Thread thread;
    private volatile Cursor after;
    private volatile boolean closed;
    private volatile @Nullable InputStream current;
    private volatile long heardNanos = System.nanoTime();

    private EventStream(
            Gateways gateways,
            String route,
            Cursor after,
            @Nullable Tokens tokens,
            Consumer<Notice> listener) {
        this.gateways = gateways;
        this.route = route;
        this.after = after;
        this.tokens = tokens;
        this.listener = listener;
        this.thread = Thread.ofVirtual().name("stream " + route).unstarted(this::run);
    }

    /** Follows everything that happens in a lane behind {@code after}. */
    public static EventStream ofLane(
            Gateways gateways, String lane, Cursor after, Consumer<Notice> listener) {
        return start(new EventStream(gateways, route(lane), after, null, listener));
    }

    /** Follows what concerns one member behind {@code after}. */
    public static EventStream ofMember(
            Gateways gateways,
            String lane,
            String member,
            Tokens tokens,
            Cursor after,
            Consumer<Notice> listener) {
        return start(
                new EventStream(
                        gateways, route(lane) + "member=" + member + "&", after, tokens, listener));
    }

    private static EventStream start(EventStream stream) {
        stream.thread.start();
        return stream;
    }

    private static String route(String lane) {
        return "/v1/cooperations/" + lane + "/events?";
    }

    private void run() {
        Backoff backoff = new Backoff();
        ScheduledFuture<?> watch =
                WATCH.scheduleWithFixedDelay(this::endIfSilent, 5, 5, TimeUnit.SECONDS);
        try {
            while (!closed) {
                followOnce(backoff);
                backoff.pause();
            }
        } catch (PcmException.Unreachable e) {
            LOG.debug("Stream {} ends", route);
        } finally {
            watch.cancel(false);
        }
    }

    private void followOnce(Backoff backoff) {
        try {
            HttpResponse<InputStream> response =
                    gateways.exchangeWith(
                            route + "after=" + after, this::complete, BodyHandlers.ofInputStream());
            try (InputStream in = response.body()) {
                if (response.statusCode() != 200) {
                    byte[] problem = in.readNBytes(PROBLEM_BYTES_MAX);
                    PcmException why = Problems.refused(response.statusCode(), problem);
                    LOG.warn("Stream {}: {}. {}", route, why.getMessage(), why.wayOut());
                    return;
                }
                current = in;
                heardNanos = System.nanoTime();
                read(in, backoff);
            }
        } catch (PcmException.Unreachable e) {
            if (!closed) {
                LOG.warn("Stream {}: {}. {}", route, e.getMessage(), e.wayOut());
            }
        } catch (IOException e) {
            if (!closed) {
                LOG.info("Stream {} broke and is taken up again: {}", route, e.getMessage());
            }
        } finally {
            current = null;
        }
    }

    private HttpRequest.Builder complete(HttpRequest.Builder request, URI gateway) {
        request.header("Accept", "text/event-stream");
        return tokens == null
                ? request
                : request.header("Authorization", "Bearer " + tokens.bearer(gateway));
    }

    private void read(InputStream in, Backoff backoff) throws IOException {
        BufferedReader lines =
                new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8));
        ServerSentItem item = new ServerSentItem();
        for (String line = lines.readLine(); line != null && !closed; line = lines.readLine()) {
            heardNanos = System.nanoTime();
            Optional<Notice> complete = item.add(line);
            if (complete.isPresent()) {
                deliver(complete.get());
                backoff.reset();
            }
        }
    }

    private void deliver(Notice notice) {
        if (notice.cursor().compareTo(after) > 0) {
            listener.accept(notice);
            after = notice.cursor();
        }
    }

    private void endIfSilent() {
        InputStream open = current;
        if (open != null
                && System.nanoTime() - heardNanos > TimeUnit.MILLISECONDS.toNanos(SILENCE_MILLIS)) {
            closeQuietly(open);
        }
    }

    /** Ends the stream; the listener is not called again once this returns. */
    @Override
    public void close() {
        closed = true;
        InputStream open = current;
        if (open != null) {
            closeQuietly(open);
        }
        thread.interrupt();
        try {
            if (!Thread.currentThread().equals(thread)) {
                thread.join();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void closeQuietly(InputStream open) {
        try {
            open.close();
        } catch (IOException e) {
            LOG.debug("Closing a stream", e);
        }
    }
}
