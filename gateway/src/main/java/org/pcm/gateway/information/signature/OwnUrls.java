package org.pcm.gateway.information.signature;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;

/**
 * What this gateway is called: the addresses at which participants reach it, as they write them. A
 * token names the gateway it was signed for, so that a dishonest gateway that is shown one cannot
 * use it at another.
 */
public final class OwnUrls {
    private final CompletableFuture<List<String>> urls = new CompletableFuture<>();

    /**
     * Knows the addresses from now on; whoever asked before that was kept waiting. Where there are
     * none, any will do.
     */
    public void are(List<String> all) {
        urls.complete(all.stream().map(OwnUrls::canonical).toList());
    }

    /** Whether this is one of them. */
    boolean include(String url) {
        List<String> known = urls.join();
        return known.isEmpty() || known.contains(canonical(url));
    }

    /** The addresses for people. */
    String text() {
        List<String> known = urls.join();
        return known.isEmpty() ? "that it is shown to" : String.join(" or ", known);
    }

    /**
     * The same text for the same address: no slash at the end, no port that goes without saying.
     */
    private static String canonical(String url) {
        String text = url.toLowerCase(Locale.ROOT);
        while (text.endsWith("/")) {
            text = text.substring(0, text.length() - 1);
        }
        return text.startsWith("https:") ? without(text, ":443") : without(text, ":80");
    }

    private static String without(String text, String end) {
        return text.endsWith(end) ? text.substring(0, text.length() - end.length()) : text;
    }

    /** What a gateway is called that was not told: where it listens. */
    public static List<String> listeningAt(String url) {
        List<String> urls = new ArrayList<>(List.of(url));
        urls.add(url.replace("127.0.0.1", "localhost"));
        return urls;
    }
}
