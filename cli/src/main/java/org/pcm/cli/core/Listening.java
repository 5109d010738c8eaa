package org.pcm.cli.core;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.pcm.cli.console.Failure;
import org.pcm.gateway.Gateway;
import org.pcm.gateway.information.signature.GatewayUrl;
import org.pcm.gateway.information.tls.TlsFiles;
import picocli.CommandLine.Option;

/**
 * Where a gateway listens, and under which certificate. Tokens and content would be readable on the
 * way, so beyond loopback it takes a certificate, or a plain word that a proxy has one.
 */
final class Listening {
    @Option(names = "--host", description = "Address to listen at (default: loopback).")
    private String host = "127.0.0.1";

    @Option(
            names = "--port",
            description = "Port to listen at, 0 for any free one (default: ${DEFAULT-VALUE}).")
    private int port = 7080;

    @Option(
            names = "--url",
            paramLabel = "URL",
            description = {
                "Where participants reach it; may be repeated.",
                "Tokens for another address are refused.",
                "(default: where it listens, and at that port the",
                "names in its certificate)."
            })
    private List<String> urls = List.of();

    @Option(
            names = "--tls-cert",
            paramLabel = "FILE",
            description = {
                "Serve HTTPS under this certificate: PEM, its chain behind it.",
                "Renewed files are taken over while it runs."
            })
    private Optional<Path> certificate = Optional.empty();

    @Option(
            names = "--tls-key",
            paramLabel = "FILE",
            description = "The certificate's private key: PEM, EC or RSA.")
    private Optional<Path> key = Optional.empty();

    @Option(
            names = "--plain-http",
            description =
                    "Listen beyond loopback without TLS, behind a proxy that has it at --url.")
    private boolean plain;

    /** The options with all that. */
    Gateway.Options at(Gateway.Options options) {
        Gateway.Options placed = options.withHost(host).withPort(port).withUrls(told());
        if (certificate.isPresent() != key.isPresent()) {
            throw new Failure("--tls-cert and --tls-key go together; name both");
        }
        if (certificate.isPresent()) {
            return placed.withTls(new TlsFiles(certificate.get(), key.orElseThrow()));
        }
        if (!plain && !isLoopback()) {
            throw new Failure(
                    "at "
                            + host
                            + " others could read tokens and content on their way; give"
                            + " --tls-cert and --tls-key, or --plain-http and --url behind a proxy with"
                            + " TLS");
        }
        return placed;
    }

    private List<GatewayUrl> told() {
        try {
            return urls.stream().map(GatewayUrl::of).toList();
        } catch (IllegalArgumentException e) {
            throw new Failure("--url: " + e.getMessage(), e);
        }
    }

    private boolean isLoopback() {
        try {
            return Stream.of(InetAddress.getAllByName(host))
                    .allMatch(InetAddress::isLoopbackAddress);
        } catch (UnknownHostException e) {
            throw new Failure("there is no address " + host, e);
        }
    }
}
