package org.pcm.arbiter.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.ByteString;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.pcm.arbiter.Audit;
import org.pcm.arbiter.AuditOptions;
import org.pcm.arbiter.fixture.Blocks;
import org.pcm.arbiter.fixture.Call;
import org.pcm.arbiter.fixture.Chain;
import org.pcm.arbiter.fixture.Consortium;

class GatewayBlocksTest {
    private static final Consortium CONSORTIUM = new Consortium();
    private static final List<ByteString> BLOCKS =
            Blocks.of(new Chain(CONSORTIUM).add(new Call(CONSORTIUM)).add(new Call(CONSORTIUM)))
                    .blocks();

    private HttpServer gateway;
    private GatewayBlocks blocks;

    @BeforeEach
    void start() throws IOException {
        gateway = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        answer(
                "/v1/blocks",
                "{\"channel\":\"trial\",\"height\":3}".getBytes(StandardCharsets.UTF_8));
        for (int i = 0; i < BLOCKS.size(); i++) {
            answer("/v1/blocks/" + i, BLOCKS.get(i).toByteArray());
        }
        gateway.start();
        blocks =
                new GatewayBlocks(URI.create("http://127.0.0.1:" + gateway.getAddress().getPort()));
    }

    private void answer(String path, byte[] body) {
        gateway.createContext(
                path,
                exchange -> {
                    boolean exact = exchange.getRequestURI().getPath().equals(path);
                    exchange.sendResponseHeaders(exact ? 200 : 404, exact ? body.length : -1);
                    if (exact) {
                        exchange.getResponseBody().write(body);
                    }
                    exchange.close();
                });
    }

    @AfterEach
    void stop() {
        blocks.close();
        gateway.stop(0);
    }

    @Test
    void blocks_come_as_the_gateway_has_them() throws IOException {
        assertThat(blocks.height()).isEqualTo(3);
        assertThat(blocks.read(1)).isEqualTo(BLOCKS.get(1));
    }

    @Test
    void a_gateways_ledger_is_audited() throws IOException {
        assertThat(Audit.run(blocks, AuditOptions.unpinned().ofChaincode("other")).line())
                .startsWith("PASS: 3 blocks");
    }

    @Test
    void a_block_that_the_gateway_does_not_have_is_an_error_not_a_finding() {
        assertThatThrownBy(() -> blocks.read(7))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("404");
    }
}
