package org.pcm.cli.core;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.concurrent.Callable;
import org.pcm.cli.console.Authorities;
import org.pcm.cli.console.CommonOptions;
import org.pcm.cli.console.ExitCode;
import org.pcm.cli.console.Outline;
import org.pcm.participant.information.http.Trust;
import org.pcm.participant.json.Json;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code pcm gateway status}: whether a gateway is ready, and for which ledger. */
@Command(
        name = "status",
        description = {
            "Tells whether a gateway is ready, and for which ledger.",
            "Exit code: 0 ready, 1 not ready, 2 nothing answers."
        },
        footer = "pcm gateway status --url http://127.0.0.1:7080")
final class GatewayStatus implements Callable<Integer> {
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    @Mixin private final CommonOptions common = new CommonOptions();

    @Option(names = "--url", description = "The gateway (default: ${DEFAULT-VALUE}).")
    private URI url = URI.create("http://127.0.0.1:7080");

    @Mixin private final Authorities authorities = new Authorities();

    @Option(names = "--json", description = "Answer in JSON.")
    private boolean json;

    @Override
    public Integer call() throws IOException, InterruptedException {
        try (HttpClient http =
                HttpClient.newBuilder()
                        .connectTimeout(PATIENCE)
                        .sslContext(authorities.trust().context())
                        .build()) {
            HttpResponse<String> readiness = get(http, "/health/ready");
            boolean ready = readiness.statusCode() == 200;
            ObjectNode status = Json.object().put("url", url.toString()).put("ready", ready);
            if (ready) {
                status.set("ledger", Json.parse(get(http, "/v1/ledger").body()));
            } else {
                status.put("why", why(readiness.body()));
            }
            common.out().println(json ? Json.write(status) : Outline.of(status).stripTrailing());
            return ExitCode.of(ready);
        }
    }

    private HttpResponse<String> get(HttpClient http, String path)
            throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(url.resolve(path)).timeout(PATIENCE).build();
        try {
            return http.send(request, BodyHandlers.ofString());
        } catch (IOException e) {
            throw Trust.explain(url, e)
                    .<IOException>map(why -> {
                        throw why;
                    })
                    .orElse(e);
        }
    }

    private static String why(String problem) {
        JsonNode detail = problem.startsWith("{") ? Json.parse(problem).path("detail") : null;
        return detail != null && detail.isTextual() ? detail.textValue() : problem;
    }
}
