package org.pcm.gateway.information.tls;

import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.eclipse.jetty.server.Connector;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.SecureRequestCustomizer;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.SslConnectionFactory;
import org.eclipse.jetty.util.ssl.SslContextFactory;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * TLS 1.2 and 1.3 under a certificate that may be renewed while the gateway runs: its files are
 * looked at now and then, and new ones that fit are shown to every connection that begins from then
 * on. Files that do not fit, half written say, change nothing.
 */
public final class Https implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Https.class);
    private static final long LOOK_SECONDS = 5;
    private static final Duration SOON = Duration.ofDays(30);
    private static final Duration REMIND = Duration.ofDays(1);

    private final TlsFiles files;
    private final InstantSource clock;
    private final SslContextFactory.Server context = new SslContextFactory.Server();
    private final ScheduledExecutorService looking =
            Executors.newSingleThreadScheduledExecutor(
                    Thread.ofPlatform().daemon().name("certificate").factory());
    private byte[] looked;
    private byte[] unfit = {};
    private volatile Certificate certificate;
    private Instant reminded = Instant.MIN;

    /**
     * Reads the certificate.
     *
     * @throws IOException when it is missing, does not fit its key, or does not hold now
     */
    public Https(TlsFiles files, InstantSource clock) throws IOException {
        this.files = files;
        this.clock = clock;
        this.looked = bytes();
        this.certificate = Certificate.read(files, clock.instant());
        context.setIncludeProtocols("TLSv1.3", "TLSv1.2");
        show(context);
        remind();
        var unused =
                looking.scheduleWithFixedDelay(
                        this::look, LOOK_SECONDS, LOOK_SECONDS, TimeUnit.SECONDS);
    }

    private void show(SslContextFactory to) {
        to.setKeyStore(certificate.keyStore());
        to.setKeyStorePassword("");
    }

    /** A connector that speaks HTTPS, and answers plain HTTP with what to do instead. */
    public Connector connector(Server server, HttpConfiguration http, String host, int port) {
        HttpConfiguration secure = new HttpConfiguration(http);
        secure.addCustomizer(new SecureRequestCustomizer(false)); // clients check names, not we
        HttpConnectionFactory requests = new HttpConnectionFactory(secure);
        SslConnectionFactory encrypted = new SslConnectionFactory(context, requests.getProtocol());
        ServerConnector connector =
                new ServerConnector(server, new PlainHttpTurnedAway(encrypted), requests);
        connector.setHost(host);
        connector.setPort(port);
        return connector;
    }

    /** The names and addresses in the certificate that is shown now. */
    public List<String> names() {
        return certificate.names();
    }

    private byte[] bytes() throws IOException {
        byte[] first = Files.readAllBytes(files.certificate());
        byte[] second = Files.readAllBytes(files.key());
        byte[] both = Arrays.copyOf(first, first.length + second.length);
        System.arraycopy(second, 0, both, first.length, second.length);
        return both;
    }

    private void look() {
        try {
            byte[] now = bytes();
            if (!Arrays.equals(now, looked)) {
                renew(now);
            }
            remind();
        } catch (IOException | RuntimeException e) {
            LOG.warn("{} cannot be read: {}", files.certificate(), e.getMessage());
        }
    }

    /** Tries again each time, since a certificate may begin to hold only in a moment. */
    private void renew(byte[] now) {
        try {
            certificate = Certificate.read(files, clock.instant());
            context.reload(this::show);
            looked = now;
            LOG.info("{} was renewed; it ends {}", files.certificate(), certificate.end());
        } catch (Exception e) {
            if (!Arrays.equals(now, unfit)) {
                unfit = now;
                LOG.warn("The certificate that was read before is still shown: {}", e.getMessage());
            }
        }
    }

    private void remind() {
        Instant now = clock.instant();
        if (now.plus(SOON).isAfter(certificate.end()) && reminded.plus(REMIND).isBefore(now)) {
            reminded = now;
            LOG.warn("{} ends {}; have it renewed", files.certificate(), certificate.end());
        }
    }

    @Override
    public void close() {
        looking.shutdownNow();
    }
}
