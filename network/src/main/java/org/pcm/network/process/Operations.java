package org.pcm.network.process;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.pcm.network.folder.Site;

/** Asks processes how they are: nodes at their operations endpoints, others whether they listen. */
public final class Operations {
    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final int OK = 200;
    private static final HttpClient HTTP =
            HttpClient.newBuilder()
                    .version(HttpClient.Version.HTTP_1_1)
                    .connectTimeout(PATIENCE)
                    .build();

    private Operations() {}

    /** Why a node is not healthy; empty when it is. */
    public static Optional<String> whyUnhealthy(int operationsPort) throws InterruptedException {
        try {
            HttpResponse<String> answer = get(operationsPort, "/healthz");
            return answer.statusCode() == OK
                    ? Optional.empty()
                    : Optional.of("it says " + answer.body().strip());
        } catch (IOException e) {
            return Optional.of("it does not answer at port " + operationsPort);
        }
    }

    /** How many blocks of a channel a node has; empty when it does not answer or has none. */
    public static OptionalLong height(int operationsPort, String channel)
            throws InterruptedException {
        return gauge(operationsPort, "ledger_blockchain_height{channel=\"" + channel + "\"} ");
    }

    /** Whom an orderer holds for the leader; empty when it does not answer or knows of none. */
    public static OptionalInt leader(int operationsPort, String channel)
            throws InterruptedException {
        OptionalLong id =
                gauge(operationsPort, "consensus_BFT_leader_id{channel=\"" + channel + "\"} ");
        return id.isPresent() && id.getAsLong() > 0
                ? OptionalInt.of(Math.toIntExact(id.getAsLong()))
                : OptionalInt.empty();
    }

    private static OptionalLong gauge(int operationsPort, String prefix)
            throws InterruptedException {
        try {
            return get(operationsPort, "/metrics")
                    .body()
                    .lines()
                    .filter(line -> line.startsWith(prefix))
                    .mapToLong(line -> (long) Double.parseDouble(line.substring(prefix.length())))
                    .findFirst();
        } catch (IOException e) {
            return OptionalLong.empty();
        }
    }

    /** Why nothing can connect there; empty when somebody listens. */
    public static Optional<String> whyNotListening(int port) {
        try (Socket socket = new Socket()) {
            socket.connect(
                    new InetSocketAddress(InetAddress.getLoopbackAddress(), port),
                    (int) PATIENCE.toMillis());
            return Optional.empty();
        } catch (IOException e) {
            return Optional.of("it does not listen at port " + port);
        }
    }

    private static HttpResponse<String> get(int port, String path)
            throws IOException, InterruptedException {
        return HTTP.send(
                HttpRequest.newBuilder(URI.create("http://" + Site.HOST + ":" + port + path))
                        .timeout(PATIENCE)
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }
}
