package org.pcm.gateway;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.security.interfaces.ECPublicKey;
import java.security.spec.ECGenParameterSpec;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.pcm.cooperation.json.Fields;
import org.pcm.cooperation.json.Json;
import org.pcm.cooperation.member.Tier;
import org.pcm.cooperation.submission.Command;
import org.pcm.cooperation.submission.CommandWriter;
import org.pcm.cooperation.submission.Hash;
import org.pcm.cooperation.submission.Header;
import org.pcm.cooperation.submission.KeyBytes;
import org.pcm.cooperation.submission.Submission;

/** Somebody with a key who speaks the protocol over HTTP, as plainly as it can be done. */
final class TestParticipant {
    private static final HttpClient HTTP =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private static final long AHEAD_MILLIS = 300_000;

    final String name;
    final Tier tier;
    private final KeyPair pair;
    private final byte[] key;
    private final Map<String, Long> sequences = new HashMap<>();
    private String url;
    private @Nullable String ledger;
    long seen;

    TestParticipant(String name, Tier tier, Gateway gateway) throws Exception {
        this.name = name;
        this.tier = tier;
        KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
        generator.initialize(new ECGenParameterSpec("secp256r1"));
        pair = generator.generateKeyPair();
        key = new byte[KeyBytes.LENGTH];
        ECPublicKey point = (ECPublicKey) pair.getPublic();
        put(point.getW().getAffineX().toByteArray(), 0);
        put(point.getW().getAffineY().toByteArray(), KeyBytes.LENGTH / 2);
        url = gateway.url();
        ledger = Json.readObject(get("/v1/ledger").body()).text("ledger", 64);
    }

    private void put(byte[] coordinate, int offset) {
        int skip = Math.max(0, coordinate.length - 32);
        int length = coordinate.length - skip;
        System.arraycopy(coordinate, skip, key, offset + 32 - length, length);
    }

    /** Speaks to another gateway from now on. */
    void use(String gatewayUrl) {
        url = gatewayUrl;
    }

    String kid() {
        return KeyBytes.kid(key);
    }

    String ledger() {
        return java.util.Objects.requireNonNull(ledger);
    }

    /** Registers with a voucher of the gateway's registrar. */
    TestParticipant register() throws Exception {
        byte[] request =
                Json.write(to -> {
                    to.writeStartObject();
                    to.writeStringField("name", name);
                    to.writeStringField("tier", tier.name());
                    to.writeFieldName("jwk");
                    KeyBytes.writeJwk(key, to);
                    to.writeEndObject();
                });
        HttpResponse<byte[]> answer =
                send("POST", "/v1/vouchers", BodyPublishers.ofByteArray(request));
        String voucher = Json.readObject(answer.body()).text("voucher", 4_096);
        done("registry", new Command.Register(name, tier, List.of(), voucher));
        return this;
    }

    /** The next submission in a lane. */
    byte[] next(String lane, Command... commands) {
        long sequence = sequences.merge(lane, 1L, Long::sum);
        return submission(lane, sequence, commands);
    }

    byte[] submission(String lane, long sequence, Command... commands) {
        return submission(
                header(ledger(), lane, sequence, System.currentTimeMillis() + AHEAD_MILLIS),
                CommandWriter.write(List.of(commands)));
    }

    Header header(String ledgerId, String lane, long sequence, long until) {
        byte @Nullable [] shown = lane.equals("registry") ? key : null;
        return new Header(kid(), ledgerId, lane, sequence, until, seen, shown);
    }

    byte[] submission(Header header, byte[] payload) {
        byte[] input = Submission.signingInput(header, payload);
        return Submission.compact(input, sign(input));
    }

    private byte[] sign(byte[] bytes) {
        try {
            Signature signature = Signature.getInstance("SHA256withECDSAinP1363Format");
            signature.initSign(pair.getPrivate());
            signature.update(bytes);
            return signature.sign();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Sends a submission; waits for its outcome where {@code waitMillis} is not 0. */
    HttpResponse<byte[]> post(byte[] jws, long waitMillis) throws Exception {
        String query = waitMillis == 0 ? "" : "?wait=" + waitMillis;
        return send("POST", "/v1/submissions" + query, BodyPublishers.ofByteArray(jws));
    }

    /** Sends the next submission and demands that it takes effect; the outcome. */
    Fields done(String lane, Command... commands) throws Exception {
        HttpResponse<byte[]> answer = post(next(lane, commands), 20_000);
        String text = new String(answer.body(), StandardCharsets.UTF_8);
        if (answer.statusCode() != 200 || !text.contains("\"code\":\"Applied\"")) {
            throw new AssertionError(answer.statusCode() + " " + text);
        }
        return Json.readObject(answer.body()).object("outcome");
    }

    HttpResponse<byte[]> get(String path) throws Exception {
        return send("GET", path, BodyPublishers.noBody());
    }

    /** A request with this participant's token. */
    HttpResponse<byte[]> send(String method, String path, BodyPublisher body) throws Exception {
        return send(method, path, body, token(url, AHEAD_MILLIS));
    }

    /** A request with any token. */
    HttpResponse<byte[]> send(String method, String path, BodyPublisher body, String token)
            throws Exception {
        HttpRequest request =
                HttpRequest.newBuilder(URI.create(url + path))
                        .header("Authorization", "Bearer " + token)
                        .method(method, body)
                        .build();
        return HTTP.send(request, BodyHandlers.ofByteArray());
    }

    /** A stream of events; close it to end. */
    InputStream events(String path) throws IOException, InterruptedException {
        HttpRequest request =
                HttpRequest.newBuilder(URI.create(url + path))
                        .header("Authorization", "Bearer " + token(url, AHEAD_MILLIS))
                        .build();
        return HTTP.send(request, BodyHandlers.ofInputStream()).body();
    }

    String token(long aheadMillis) {
        return token(url, aheadMillis);
    }

    /** A token for a gateway. */
    String token(String gateway, long aheadMillis) {
        return ledger == null ? "" : token(ledger, gateway, aheadMillis);
    }

    /** A token for some ledger and gateway. */
    String token(String forLedger, String gateway, long aheadMillis) {
        byte[] payload =
                Json.write(to -> {
                    to.writeStartObject();
                    to.writeStringField("ledger", forLedger);
                    to.writeStringField("gateway", gateway);
                    to.writeNumberField("until", System.currentTimeMillis() + aheadMillis);
                    to.writeEndObject();
                });
        return jws("pcm-token", payload);
    }

    private String jws(String type, byte[] payload) {
        String header = "{\"alg\":\"ES256\",\"kid\":\"" + kid() + "\",\"typ\":\"" + type + "\"}";
        String input =
                Hash.base64url(header.getBytes(StandardCharsets.UTF_8))
                        + "."
                        + Hash.base64url(payload);
        return input + "." + Hash.base64url(sign(input.getBytes(StandardCharsets.US_ASCII)));
    }
}
