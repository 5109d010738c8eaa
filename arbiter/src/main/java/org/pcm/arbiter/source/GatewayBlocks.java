package org.pcm.arbiter.source;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.google.protobuf.ByteString;
import com.google.protobuf.UnsafeByteOperations;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import javax.net.ssl.SSLContext;

/** Raw blocks from a gateway, which relays them from its peer. */
public final class GatewayBlocks implements BlockSource {
    private static final Duration TIMEOUT = Duration.ofSeconds(30);
    private static final int LONGEST = 256 << 20;
    private static final int LONGEST_HEIGHT = 1 << 16;

    private final HttpClient client;
    private final URI gateway;

    /**
     * Blocks of a gateway.
     *
     * @param gateway its address, such as {@code http://127.0.0.1:8080}
     */
    public GatewayBlocks(URI gateway) {
        this(gateway, HttpClient.newBuilder());
    }

    /**
     * The same, where {@code https} needs a TLS context of its own.
     *
     * @param tls whom to trust; only privacy hangs on it, since every block is verified
     */
    public GatewayBlocks(URI gateway, SSLContext tls) {
        this(gateway, HttpClient.newBuilder().sslContext(tls));
    }

    private GatewayBlocks(URI gateway, HttpClient.Builder client) {
        this.client =
                client.connectTimeout(TIMEOUT).followRedirects(HttpClient.Redirect.NORMAL).build();
        String text = gateway.toString();
        this.gateway = URI.create(text.endsWith("/") ? text : text + "/");
    }

    @Override
    public long height() throws IOException {
        URI address = gateway.resolve("v1/blocks");
        try (JsonParser json = new JsonFactory().createParser(get(address, LONGEST_HEIGHT))) {
            while (json.nextToken() != null) {
                if (json.currentToken() == JsonToken.FIELD_NAME
                        && json.currentName().equals("height")
                        && json.nextToken() == JsonToken.VALUE_NUMBER_INT) {
                    return json.getLongValue();
                }
            }
        }
        throw new IOException(address + " does not tell the ledger's height");
    }

    @Override
    public ByteString read(long number) throws IOException {
        byte[] bytes = get(gateway.resolve("v1/blocks/" + Long.toUnsignedString(number)), LONGEST);
        return UnsafeByteOperations.unsafeWrap(bytes);
    }

    @Override
    public String name() {
        return gateway.toString();
    }

    @Override
    public void close() {
        client.close();
    }

    private byte[] get(URI address, int longest) throws IOException {
        HttpRequest request = HttpRequest.newBuilder(address).timeout(TIMEOUT).GET().build();
        try {
            HttpResponse<InputStream> response = client.send(request, BodyHandlers.ofInputStream());
            try (InputStream body = response.body()) {
                if (response.statusCode() != 200) {
                    throw new IOException(address + " answers " + response.statusCode());
                }
                byte[] bytes = body.readNBytes(longest);
                if (body.read() >= 0) {
                    throw new IOException(address + " sends more than " + longest + " bytes");
                }
                return bytes;
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted while reading " + address);
        }
    }
}
