package org.pcm.gateway.information.signature;

import java.io.IOException;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/**
 * What this gateway goes by: the addresses at which participants reach it. A token names the
 * gateway it was signed for, so that a dishonest gateway that is shown one cannot use it at
 * another.
 *
 * <p>Those that it was told, and no others. One that was told none goes by where it listens, and by
 * the names in its certificate at the port where it listens: a participant that speaks to it has
 * seen to it that the name it uses is one of them.
 */
public final class OwnUrls {
    private final List<GatewayUrl> told;
    private final Set<String> hosts;
    private final Supplier<List<String>> certified;
    private final CompletableFuture<GatewayUrl> listening = new CompletableFuture<>();

    /**
     * What a gateway goes by.
     *
     * @param told what its operator said, none to find out
     * @param host where it will listen
     * @param certified the names and addresses in its certificate, asked each time since it may be
     *     renewed; none for plain HTTP
     * @throws IOException when there is no such host, or nothing to go by
     */
    public OwnUrls(List<GatewayUrl> told, String host, Supplier<List<String>> certified)
            throws IOException {
        this.told = List.copyOf(told);
        this.hosts = hosts(host);
        this.certified = certified;
        if (told.isEmpty() && hosts.isEmpty() && certified.get().isEmpty()) {
            throw new IOException(
                    "a gateway that listens at "
                            + host
                            + " cannot know where participants reach it, and tokens name that; say"
                            + " it: --url https://pcm.example.org");
        }
    }

    private static Set<String> hosts(String host) throws IOException {
        InetAddress address = InetAddress.getByName(host);
        Set<String> hosts = new LinkedHashSet<>();
        if (!address.isAnyLocalAddress()) {
            hosts.add(host);
            hosts.add(address.getHostAddress());
        }
        if (address.isLoopbackAddress()) {
            hosts.add("localhost");
        }
        return hosts;
    }

    /** Knows where it listens from now on; whoever asked before that was kept waiting. */
    public void listenAt(String url) {
        listening.complete(GatewayUrl.of(url));
    }

    /** Whether this is one of them. */
    boolean include(String url) {
        return GatewayUrl.parse(url)
                .filter(named -> all().stream().anyMatch(own -> own.covers(named)))
                .isPresent();
    }

    private List<GatewayUrl> all() {
        if (!told.isEmpty()) {
            return told;
        }
        List<String> names = new ArrayList<>(hosts);
        names.addAll(certified.get());
        return names.stream().map(listening.join()::withHost).distinct().toList();
    }

    /** For people. */
    @Override
    public String toString() {
        return all().stream().map(GatewayUrl::toString).collect(Collectors.joining(" or "));
    }
}
