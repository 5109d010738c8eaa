package org.pcm.participant.information.http;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import org.pcm.participant.identity.Tokens;
import org.pcm.participant.information.Content;
import org.pcm.participant.information.ContentRef;
import org.pcm.participant.information.Digest;
import org.pcm.participant.information.PcmException;

/** A gateway's content store, read and written under one participant's tokens. */
public final class HttpContent implements Content {

    /** From this size on, asking whether the store has it already is cheaper than sending it. */
    private static final long WORTH_ASKING_BYTES = 1 << 18;

    private final Gateways gateways;
    private final Tokens tokens;

    /** Content through {@code gateways}, with the rights of the key behind {@code tokens}. */
    public HttpContent(Gateways gateways, Tokens tokens) {
        this.gateways = gateways;
        this.tokens = tokens;
    }

    @Override
    public ContentRef put(byte[] content) {
        ContentRef ref = ContentRef.of(content);
        upload(ref.digest(), BodyPublishers.ofByteArray(content));
        return ref;
    }

    @Override
    public ContentRef put(Path file) {
        try {
            ContentRef ref = new ContentRef(Digest.sha256(file), Files.size(file));
            if (ref.bytes() > ContentRef.MAX_BYTES) {
                throw new PcmException.Refused(
                        "TooLarge",
                        file
                                + " has "
                                + ref.bytes()
                                + " bytes; content has at most "
                                + ContentRef.MAX_BYTES);
            }
            if (ref.bytes() < WORTH_ASKING_BYTES || !isHere(ref.digest())) {
                upload(ref.digest(), BodyPublishers.ofFile(file));
            }
            return ref;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public byte[] get(Digest digest) {
        byte[] content =
                Problems.check(
                                gateways.lookEverywhere(
                                        path(digest), this::authorised, BodyHandlers.ofByteArray()),
                                HttpResponse::body)
                        .body();
        check(digest, Digest.sha256(content));
        return content;
    }

    @Override
    public void get(Digest digest, Path target) {
        HttpResponse<InputStream> response =
                gateways.lookEverywhere(
                        path(digest), this::authorised, BodyHandlers.ofInputStream());
        try (InputStream in = Problems.check(response, HttpContent::all).body()) {
            Files.createDirectories(target.toAbsolutePath().getParent());
            Path part = Files.createTempFile(target.toAbsolutePath().getParent(), ".part", "");
            try {
                Files.copy(in, part, StandardCopyOption.REPLACE_EXISTING);
                check(digest, Digest.sha256(part));
                Files.move(
                        part,
                        target,
                        StandardCopyOption.ATOMIC_MOVE,
                        StandardCopyOption.REPLACE_EXISTING);
            } finally {
                Files.deleteIfExists(part);
            }
        } catch (IOException e) {
            throw new PcmException.Unreachable("content " + digest + ": " + e.getMessage());
        }
    }

    private void upload(Digest digest, BodyPublisher body) {
        HttpResponse<byte[]> response =
                gateways.exchangeWith(
                        path(digest),
                        (request, gateway) ->
                                authorised(request, gateway)
                                        .header("Content-Type", "application/octet-stream")
                                        .PUT(body),
                        BodyHandlers.ofByteArray());
        Problems.check(response, HttpResponse::body);
    }

    @Override
    public boolean has(Digest digest) {
        return gateways.lookEverywhere(path(digest), this::head, BodyHandlers.discarding())
                        .statusCode()
                == 200;
    }

    /** Whether the gateway that content is put to has it: others may not be there for ever. */
    private boolean isHere(Digest digest) {
        return gateways.exchangeWith(path(digest), this::head, BodyHandlers.discarding())
                        .statusCode()
                == 200;
    }

    private HttpRequest.Builder head(HttpRequest.Builder request, URI gateway) {
        return authorised(request, gateway).HEAD();
    }

    private HttpRequest.Builder authorised(HttpRequest.Builder request, URI gateway) {
        return request.header("Authorization", "Bearer " + tokens.bearer(gateway));
    }

    private static String path(Digest digest) {
        return "/v1/content/" + digest.hex();
    }

    private static void check(Digest expected, Digest actual) {
        if (!expected.equals(actual)) {
            throw new PcmException.Corrupted("content " + expected + " came with digest " + actual);
        }
    }

    private static byte[] all(HttpResponse<InputStream> response) {
        try (InputStream in = response.body()) {
            return in.readNBytes(1 << 16);
        } catch (IOException e) {
            return new byte[0];
        }
    }
}
