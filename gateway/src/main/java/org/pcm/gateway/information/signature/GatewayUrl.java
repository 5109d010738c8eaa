package org.pcm.gateway.information.signature;

import java.net.InetAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.UnknownHostException;
import java.util.Locale;
import java.util.Optional;

/**
 * An address at which a gateway is reached, in one way of writing it, so that two are equal when
 * they lead to the same place by their text: upper case, a port that goes without saying, a slash
 * at the end and the ways to write an IPv6 address make no difference.
 *
 * @param scheme http or https
 * @param host a name, an IPv4 address, or an IPv6 address in brackets; of a certificate also {@code
 *     *.example.org}
 * @param path where a proxy keeps it below its root, such as {@code /pcm}; else empty
 */
public record GatewayUrl(String scheme, String host, int port, String path) {
    private static final int HTTP = 80;
    private static final int HTTPS = 443;
    private static final String ANY_LABEL = "*.";

    /**
     * Reads one.
     *
     * @throws IllegalArgumentException when it is none; says what one looks like
     */
    public static GatewayUrl of(String text) {
        return parse(text)
                .orElseThrow(() ->
                        new IllegalArgumentException(
                                text
                                        + " is no gateway's address; one looks like"
                                        + " https://pcm.example.org or http://10.0.0.7:7080"));
    }

    /** Reads one, if it is one. */
    static Optional<GatewayUrl> parse(String text) {
        try {
            URI uri = new URI(text);
            String scheme = uri.getScheme() == null ? "" : uri.getScheme().toLowerCase(Locale.ROOT);
            boolean web = scheme.equals("http") || scheme.equals("https");
            if (!web || uri.getHost() == null || hasMore(uri)) {
                return Optional.empty();
            }
            int port = uri.getPort() == -1 ? usual(scheme) : uri.getPort();
            String path = uri.getRawPath().replaceFirst("/+$", "");
            return Optional.of(new GatewayUrl(scheme, canonical(uri.getHost()), port, path));
        } catch (URISyntaxException e) {
            return Optional.empty();
        }
    }

    private static boolean hasMore(URI uri) {
        return uri.getRawUserInfo() != null
                || uri.getRawQuery() != null
                || uri.getFragment() != null;
    }

    private static int usual(String scheme) {
        return scheme.equals("https") ? HTTPS : HTTP;
    }

    /** The same at another host: a name or an address, IPv6 with brackets or without. */
    GatewayUrl withHost(String other) {
        return new GatewayUrl(scheme, canonical(inUrl(other)), port, path);
    }

    /** A host as addresses have it: an IPv6 address in brackets. */
    public static String inUrl(String host) {
        return host.contains(":") && !host.startsWith("[") ? "[" + host + "]" : host;
    }

    private static String canonical(String host) {
        if (host.startsWith("[")) {
            return address(host.substring(1, host.length() - 1));
        }
        String lower = host.toLowerCase(Locale.ROOT);
        return lower.endsWith(".") ? lower.substring(0, lower.length() - 1) : lower;
    }

    /** Without the zone, which means something on the sender's machine only. */
    private static String address(String ipv6) {
        String plain = ipv6.replaceFirst("%.*", "");
        try {
            String written = InetAddress.getByName("[" + plain + "]").getHostAddress();
            return inUrl(written.replaceFirst("(^|:)(0(:|$)){2,}", "::"));
        } catch (UnknownHostException e) {
            return "[" + plain.toLowerCase(Locale.ROOT) + "]";
        }
    }

    /** Whether this is the other, or a certificate's {@code *.example.org} that stands for it. */
    boolean covers(GatewayUrl other) {
        return equals(other) || (withHost(other.host).equals(other) && standsFor(other.host));
    }

    /** As clients read certificates (RFC 9525 §6.3): the star is one label. */
    private boolean standsFor(String name) {
        int dot = name.indexOf('.');
        return host.startsWith(ANY_LABEL)
                && dot > 0
                && name.substring(dot).equals(host.substring(1));
    }

    /** As people write it. */
    @Override
    public String toString() {
        return scheme + "://" + host + (port == usual(scheme) ? "" : ":" + port) + path;
    }
}
