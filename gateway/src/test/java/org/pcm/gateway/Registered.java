package org.pcm.gateway;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import org.pcm.cooperation.member.Tier;

/** Participants that are registered already. */
final class Registered {
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    private Registered() {}

    /** Waits until a gateway takes submissions. */
    static void await(URI gateway) throws Exception {
        Until.holds("the gateway is ready", () -> isReady(gateway.resolve("/health/ready")));
    }

    /** A plain request, without a token. */
    static HttpResponse<byte[]> get(Gateway gateway, String path) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(URI.create(gateway.url() + path)).build();
        return HTTP.send(request, BodyHandlers.ofByteArray());
    }

    private static boolean isReady(URI health) throws Exception {
        return HTTP.send(HttpRequest.newBuilder(health).build(), BodyHandlers.discarding())
                        .statusCode()
                == 200;
    }

    /** One of the tier HPC whose name begins so. */
    static TestParticipant at(Gateway gateway, String prefix) throws Exception {
        await(URI.create(gateway.url()));
        return new TestParticipant(TestNetwork.name(prefix), Tier.HPC, gateway).register();
    }
}
