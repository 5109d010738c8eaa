package org.pcm.participant;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.math.BigInteger;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.List;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.pcm.cooperation.member.Resources;
import org.pcm.cooperation.member.Tier;
import org.pcm.gateway.Gateway;
import org.pcm.gateway.information.tls.TlsFiles;
import org.pcm.participant.client.JobFile;
import org.pcm.participant.client.JobRef;
import org.pcm.participant.client.PcmClient;
import org.pcm.participant.identity.Identity;
import org.pcm.participant.information.PcmException;
import org.pcm.participant.information.http.Gateways;
import org.pcm.participant.information.http.Trust;

/** A gateway that serves HTTPS, and what participants are told when that does not work. */
@ExtendWith(LocalNetwork.Extension.class)
class HttpsTest {

    private static final String HOST = "127.0.0.1";
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @TempDir Path folder;
    private final LocalNetwork network;
    private final TestAuthority authority = new TestAuthority();
    private Path root;

    HttpsTest(LocalNetwork network) {
        this.network = network;
    }

    @BeforeEach
    void writeRoot() throws IOException {
        root = authority.write(folder.resolve("root.pem"));
    }

    private TlsFiles files(TestAuthority.Issued issued) throws IOException {
        return new TlsFiles(
                issued.writeCertificate(folder.resolve("tls.pem")),
                issued.writeKey(folder.resolve("tls-key.pem")));
    }

    private Gateway start(TestAuthority.Issued issued) throws IOException {
        return start(files(issued));
    }

    private Gateway start(TlsFiles files) throws IOException {
        return Gateway.start(network.options(folder.resolve("gateway")).withTls(files));
    }

    private static void ask(String url, Trust trust) {
        try (Gateways gateways = new Gateways(List.of(URI.create(url)), PATIENCE, trust)) {
            gateways.ledger();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"EC", "RSA"})
    void a_whole_job_runs_over_https(String algorithm) throws Exception {
        String lab = LocalNetwork.name("lab");
        String name = LocalNetwork.name("both");
        Resources pledge = new Resources(1_000, 512, 0);
        Identity identity = Identity.create(folder.resolve("both.key"));
        try (Gateway gateway = start(authority.issue(algorithm, HOST))) {
            List<URI> addresses = List.of(URI.create(gateway.url()));
            assertThat(addresses.getFirst()).hasScheme("https");
            try (PcmClient client = PcmClient.connect(addresses, identity, Trust.of(root))) {
                client.register(name, Tier.EDGE, List.of());
                client.open(lab, LocalNetwork.BRISK, pledge);
                Path work = folder.resolve("work");
                Site site =
                        new Site(
                                        "site",
                                        identity.file(),
                                        addresses,
                                        java.util.Optional.empty(),
                                        List.of(new Site.Engaged(lab, pledge)),
                                        List.of(),
                                        work,
                                        64,
                                        true)
                                .withCa(root);
                try (Agent agent = Agent.start(site)) {
                    JobRef job = client.submit(job(lab));
                    assertThat(client.follow(job, event -> {}).state()).isEqualTo("DONE");
                    assertThat(client.outcome(job, 0).stdout()).isEqualTo("hello\n");
                    assertThat(agent.status().mode()).isEqualTo(Mode.ACTIVE);
                }
            }
        }
    }

    private JobFile job(String cooperation) throws IOException {
        String task = "{\"command\":[\"echo\",\"hello\"],\"memoryMib\":32,\"estimateMillis\":100}";
        String json =
                "{\"name\":\"hello\",\"cooperation\":\""
                        + cooperation
                        + "\",\"tasks\":["
                        + task
                        + "]}";
        return JobFile.read(Files.writeString(folder.resolve("job.json"), json));
    }

    @Nested
    class A_participant_is_told_the_way_out_when {

        @Test
        void its_root_is_not_the_gateways() throws IOException {
            Path other = new TestAuthority().write(folder.resolve("other.pem"));
            try (Gateway gateway = start(authority.issue("EC", HOST))) {
                says("CertificateUntrusted", "--ca", gateway.url(), Trust.of(other));
                says("CertificateUntrusted", "--ca", gateway.url(), Trust.system());
            }
        }

        @Test
        void the_certificate_is_for_another_host() throws IOException {
            try (Gateway gateway = start(authority.issue("EC", "elsewhere.example"))) {
                says("WrongHost", "name or address", gateway.url(), Trust.of(root));
            }
        }

        @Test
        void the_certificate_has_ended() throws Exception {
            HttpsServer server = serverWith(authority.issueEnded(HOST));
            try {
                String url = "https://" + HOST + ":" + server.getAddress().getPort();
                says("CertificateExpired", "renew", url, Trust.of(root));
            } finally {
                server.stop(0);
            }
        }

        @Test
        void it_speaks_plain_http_to_a_gateway_with_tls() throws IOException {
            try (Gateway gateway = start(authority.issue("EC", HOST))) {
                String plain = gateway.url().replace("https:", "http:");
                says("HttpsNeeded", "https://", plain, Trust.of(root));
            }
        }

        @Test
        void it_speaks_https_to_a_gateway_without() throws IOException {
            String plain = network.gateways().getFirst().toString();
            String secure = plain.replace("http:", "https:");
            says("NotHttps", "http://", secure, Trust.of(root));
        }

        private void says(String code, String wayOut, String url, Trust trust) {
            assertThatThrownBy(() -> ask(url, trust))
                    .isInstanceOfSatisfying(
                            PcmException.Unreachable.class,
                            e -> {
                                assertThat(e.code()).as(e.getMessage()).isEqualTo(code);
                                assertThat(e.wayOut()).contains(wayOut);
                                assertThat(e).hasMessageContaining(url);
                            });
        }
    }

    @Test
    void a_gateway_that_cannot_be_trusted_is_passed_over_for_one_that_can() throws IOException {
        try (Gateway gateway = start(new TestAuthority().issue("EC", HOST));
                Gateways gateways =
                        new Gateways(
                                List.of(
                                        URI.create(gateway.url()),
                                        URI.create(gateway.url().replace("https:", "http:")),
                                        network.gateways().getFirst()),
                                PATIENCE,
                                Trust.of(root))) {
            assertThat(gateways.ledger().genesis()).isNotEmpty();
        }
    }

    private static HttpsServer serverWith(TestAuthority.Issued issued) throws Exception {
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        store.setKeyEntry(
                "server", issued.key(), new char[0], new X509Certificate[] {issued.certificate()});
        KeyManagerFactory keys =
                KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        keys.init(store, new char[0]);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(keys.getKeyManagers(), null, null);
        HttpsServer server =
                HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setHttpsConfigurator(new HttpsConfigurator(context));
        server.start();
        return server;
    }

    @Nested
    class A_gateway_does_not_start_with {

        @Test
        void a_key_that_is_not_the_certificates() throws IOException {
            TlsFiles files = files(authority.issue("EC", HOST));
            authority.issue("EC", HOST).writeKey(files.key());
            refuses(files, "is not the key of the certificate");
            authority.issue("RSA", HOST).writeKey(files.key());
            refuses(files, "is not the key of the certificate");
        }

        @Test
        void a_certificate_that_has_ended() throws IOException {
            refuses(files(authority.issueEnded(HOST)), "have it renewed");
        }

        @Test
        void certificates_in_another_order_than_they_were_issued_in() throws IOException {
            TlsFiles files = files(authority.issue("EC", HOST));
            Path other = folder.resolve("other.pem");
            authority.issue("EC", HOST).writeCertificate(other);
            Files.writeString(
                    files.certificate(), Files.readString(other), StandardOpenOption.APPEND);
            refuses(files, "did not issue the one before it");
        }

        @Test
        void something_else_than_pem() throws IOException {
            TlsFiles files = files(authority.issue("EC", HOST));
            refuses(new TlsFiles(files.key(), files.key()), "holds no certificate");
            refuses(
                    new TlsFiles(files.certificate(), files.certificate()),
                    "holds no plain private key");
        }

        private void refuses(TlsFiles files, String why) {
            assertThatThrownBy(() -> start(files).close())
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining(why);
        }
    }

    @Test
    void a_renewed_certificate_is_shown_without_a_restart_and_a_broken_one_is_not()
            throws IOException {
        TestAuthority.Issued first = authority.issue("EC", HOST);
        TestAuthority.Issued second = authority.issue("RSA", HOST);
        try (Gateway gateway = start(first)) {
            int port = URI.create(gateway.url()).getPort();
            assertThat(shown(port, "TLSv1.2")).isEqualTo(serial(first));
            second.writeCertificate(folder.resolve("tls.pem"));
            assertThat(shown(port, "TLSv1.3")).isEqualTo(serial(first));
            second.writeKey(folder.resolve("tls-key.pem"));
            Until.holds(() -> shown(port, "TLSv1.3").equals(serial(second)));
            assertThat(shown(port, "TLSv1.2")).isEqualTo(serial(second));
        }
    }

    private static BigInteger serial(TestAuthority.Issued issued) {
        return issued.certificate().getSerialNumber();
    }

    /** The serial number of the certificate that a new connection is shown. */
    private BigInteger shown(int port, String protocol) {
        try (SSLSocket socket =
                (SSLSocket) Trust.of(root).context().getSocketFactory().createSocket(HOST, port)) {
            socket.setEnabledProtocols(new String[] {protocol});
            X509Certificate certificate =
                    (X509Certificate) socket.getSession().getPeerCertificates()[0];
            return certificate.getSerialNumber();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
