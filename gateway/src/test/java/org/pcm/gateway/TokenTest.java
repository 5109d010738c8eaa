package org.pcm.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.SocketException;
import java.net.URI;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.pcm.gateway.information.signature.GatewayUrl;

/** A token is good at the gateway that it names and nowhere else. */
@ExtendWith(TestNetwork.Extension.class)
class TokenTest {
    private static final String NOTHING = "/v1/content/" + "0".repeat(64);
    private static final int VALID = 404;
    private static final int REFUSED = 401;

    private final TestNetwork network;
    @TempDir Path folder;

    TokenTest(TestNetwork network) {
        this.network = network;
    }

    private Gateway.Options options(String name) {
        return network.options(folder.resolve(name));
    }

    @Test
    void a_token_that_one_gateway_was_shown_opens_nothing_at_another() throws Exception {
        try (Gateway first = Gateway.start(options("one"));
                Gateway second = Gateway.start(options("two"))) {
            TestParticipant alice = Registered.at(first, "alice");
            String shown = alice.token(first.url(), 60_000);
            String events = "/v1/cooperations/registry/events?after=now&member=" + alice.name;
            assertThat(ask(alice, NOTHING, shown)).isEqualTo(VALID);

            alice.use(second.url());
            Until.holds(
                    "the other gateway has read of the registration",
                    () -> ask(alice, NOTHING, alice.token(second.url(), 60_000)) == VALID);
            for (String path : List.of(NOTHING, events)) {
                HttpResponse<byte[]> answer = send(alice, path, shown);
                assertThat(answer.statusCode()).isEqualTo(REFUSED);
                assertThat(new String(answer.body(), StandardCharsets.UTF_8))
                        .contains("WrongGateway", first.url(), "goes by " + second.url());
            }
        }
    }

    @Test
    void a_gateway_that_was_told_its_addresses_goes_by_no_other() throws Exception {
        List<GatewayUrl> told =
                List.of(GatewayUrl.of("https://PCM.example.org"), GatewayUrl.of("http://lab:7080"));
        try (Gateway gateway = Gateway.start(options("told").withUrls(told))) {
            TestParticipant alice = Registered.at(gateway, "alice");
            for (String own : List.of("https://pcm.example.org:443/", "http://lab:7080")) {
                assertThat(ask(alice, NOTHING, alice.token(own, 60_000))).isEqualTo(VALID);
            }
            assertThat(alice.get(NOTHING).statusCode()).isEqualTo(REFUSED);
        }
    }

    @ParameterizedTest
    @CsvSource({"127.0.0.1,localhost", "localhost,127.0.0.1", "::1,[::1]", "::1,[0:0::1]"})
    void a_gateway_on_loopback_goes_by_the_ways_to_write_where_it_listens(
            String host, String written) throws Exception {
        assumeTrue(isHere(host), "this machine has no " + host);
        try (Gateway gateway = Gateway.start(options("loopback").withHost(host))) {
            TestParticipant alice = Registered.at(gateway, "alice");
            int port = URI.create(gateway.url()).getPort();
            assertThat(alice.get(NOTHING).statusCode()).isEqualTo(VALID);
            String other = "http://" + written + ":" + port;
            assertThat(ask(alice, NOTHING, alice.token(other, 60_000))).isEqualTo(VALID);
            String foreign = "http://" + written + ":" + (port - 1);
            assertThat(ask(alice, NOTHING, alice.token(foreign, 60_000))).isEqualTo(REFUSED);
        }
    }

    private static boolean isHere(String host) throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getByName(host))) {
            return socket.isBound();
        } catch (SocketException e) {
            return false; // a machine without IPv6
        }
    }

    @Test
    void a_gateway_that_cannot_know_where_it_is_reached_has_to_be_told() {
        assertThatThrownBy(() -> Gateway.start(options("anywhere").withHost("0.0.0.0")).close())
                .isInstanceOf(IOException.class)
                .hasMessageContaining("--url");
    }

    private static int ask(TestParticipant who, String path, String token) throws Exception {
        return send(who, path, token).statusCode();
    }

    private static HttpResponse<byte[]> send(TestParticipant who, String path, String token)
            throws Exception {
        return who.send("GET", path, BodyPublishers.noBody(), token);
    }
}
