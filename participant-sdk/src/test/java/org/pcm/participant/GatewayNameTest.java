package org.pcm.participant;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.pcm.cooperation.member.Resources;
import org.pcm.cooperation.member.Tier;
import org.pcm.gateway.Gateway;
import org.pcm.gateway.information.signature.GatewayUrl;
import org.pcm.gateway.information.tls.TlsFiles;
import org.pcm.participant.client.PcmClient;
import org.pcm.participant.identity.Identity;
import org.pcm.participant.identity.Tokens;
import org.pcm.participant.information.Cursor;
import org.pcm.participant.information.Digest;
import org.pcm.participant.information.LedgerInfo;
import org.pcm.participant.information.Notice;
import org.pcm.participant.information.PcmException;
import org.pcm.participant.information.http.EventStream;
import org.pcm.participant.information.http.Gateways;
import org.pcm.participant.information.http.HttpContent;
import org.pcm.participant.information.http.Trust;

/**
 * Tokens name the gateway as its participants do, which is not always where it listens: content and
 * private streams work by every name that it goes by, and by no other.
 */
@ExtendWith(LocalNetwork.Extension.class)
class GatewayNameTest {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @TempDir Path folder;
    private final LocalNetwork network;
    private final String cooperation = LocalNetwork.name("lab");
    private final TestAuthority authority = new TestAuthority();
    private Trust trust = Trust.system();
    private Identity identity;
    private LedgerInfo ledger;

    GatewayNameTest(LocalNetwork network) {
        this.network = network;
    }

    @BeforeEach
    void join() throws IOException {
        trust = Trust.of(authority.write(folder.resolve("root.pem")));
        try (PcmClient client = network.participant(folder, "alice", Tier.EDGE)) {
            client.open(cooperation, LocalNetwork.BRISK, Resources.NONE);
            identity = client.identity();
            ledger = client.ledger();
        }
    }

    private Gateway.Options options(String scheme) throws IOException {
        Gateway.Options plain = network.options(folder.resolve("gateway"));
        if (scheme.equals("http")) {
            return plain;
        }
        TestAuthority.Issued issued = authority.issue("EC", "127.0.0.1");
        return plain.withTls(
                new TlsFiles(
                        issued.writeCertificate(folder.resolve("tls.pem")),
                        issued.writeKey(folder.resolve("tls-key.pem"))));
    }

    private Gateways gateways(String... urls) {
        return new Gateways(List.of(urls).stream().map(URI::create).toList(), PATIENCE, trust);
    }

    private Tokens tokens() {
        return new Tokens(identity, ledger.id(), InstantSource.system());
    }

    @ParameterizedTest
    @ValueSource(strings = {"http", "https"})
    void behind_something_else_it_goes_by_what_it_was_told(String scheme) throws Exception {
        try (Relay relay = new Relay();
                Gateway gateway = Gateway.start(told(scheme, relay));
                Gateways through = gateways(relay.url(scheme) + "/");
                Gateways straight = gateways(gateway.url())) {
            relay.to(gateway.url());
            servesContentAndStream(through);
            refuses(straight, relay.url(scheme));
        }
    }

    private Gateway.Options told(String scheme, Relay relay) throws IOException {
        return options(scheme).withUrls(List.of(GatewayUrl.of(relay.url(scheme))));
    }

    @ParameterizedTest
    @CsvSource({"http,127.0.0.1", "https,127.0.0.1", "http,localhost", "https,0.0.0.0"})
    void untold_it_goes_by_where_it_listens_and_by_its_certificate(String scheme, String host)
            throws Exception {
        try (Relay relay = new Relay();
                Gateway gateway = Gateway.start(options(scheme).withHost(host));
                Gateways straight = gateways(gateway.url().replace(host, "127.0.0.1"));
                Gateways through = gateways(relay.url(scheme))) {
            relay.to(gateway.url().replace(host, "127.0.0.1"));
            servesContentAndStream(straight);
            refuses(through, "127.0.0.1");
        }
    }

    @Test
    void of_several_gateways_each_is_shown_a_token_of_its_own() throws Exception {
        String closed;
        try (Relay nobody = new Relay()) {
            closed = nobody.url("http");
        }
        try (Gateway gateway = Gateway.start(options("https"));
                Gateways several =
                        gateways(closed, network.gateways().getLast().toString(), gateway.url())) {
            servesContentAndStream(several);
            assertThat(several.leave()).isTrue();
            servesContentAndStream(several);
        }
    }

    private void servesContentAndStream(Gateways gateways) throws Exception {
        Tokens tokens = tokens();
        HttpContent content = new HttpContent(gateways, tokens);
        byte[] bytes = cooperation.getBytes(StandardCharsets.UTF_8);
        awaitRegistration(gateways);
        Digest digest = content.put(bytes).digest();
        assertThat(content.get(digest)).isEqualTo(bytes);

        CompletableFuture<Notice> first = new CompletableFuture<>();
        String member = identity.name().orElseThrow();
        EventStream stream =
                EventStream.ofMember(
                        gateways, cooperation, member, tokens, Cursor.START, first::complete);
        try (stream) {
            assertThat(first.get(60, TimeUnit.SECONDS)).isNotNull();
        }
    }

    /** A gateway that has just started does not know the key until it has read of it. */
    private void awaitRegistration(Gateways gateways) {
        String lane = "/v1/cooperations/" + cooperation;
        Until.holds(() -> gateways.find(lane).isPresent());
    }

    private void refuses(Gateways gateways, String name) {
        HttpContent content = new HttpContent(gateways, tokens());
        awaitRegistration(gateways);
        assertThatThrownBy(() -> content.put(new byte[] {1}))
                .isInstanceOfSatisfying(
                        PcmException.Refused.class,
                        e -> {
                            assertThat(e.code()).as(e.getMessage()).isEqualTo("WrongGateway");
                            assertThat(e)
                                    .hasMessageContaining("goes by")
                                    .hasMessageContaining(name);
                            assertThat(e.wayOut()).contains("--url");
                        });
    }
}
