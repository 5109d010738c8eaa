package org.pcm.participant;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.pcm.cooperation.member.Labels;
import org.pcm.cooperation.member.Resources;
import org.pcm.participant.control.CallRule;
import org.pcm.participant.control.Rule;
import org.pcm.participant.json.InvalidDocument;
import org.pcm.participant.json.Json;
import org.pcm.participant.json.JsonObject;

/**
 * What a provider says about its site: the one file an agent is started with (docs/agent.md).
 *
 * @param name for logs and status
 * @param identity where the key lies
 * @param gateways base addresses, any of which will do
 * @param genesis the pinned hash of the ledger's first block; without it the first one seen is
 *     trusted
 * @param cooperations where it takes part, and with what
 * @param rules its own reasons to reject a task, in order
 * @param work the folder that holds everything the agent remembers
 * @param cacheMib about how much input is kept at hand
 * @param allowUnsandboxed whether tasks may run on a host that cannot keep them apart
 * @param ca certificates that vouch for the gateways, in PEM; without it the system's do
 * @param calls what is said to calls for participation, in order
 * @param callsMax most cooperations that are joined by calls at a time
 */
public record Site(
        String name,
        Path identity,
        List<URI> gateways,
        Optional<String> genesis,
        List<Engaged> cooperations,
        List<Rule> rules,
        Path work,
        long cacheMib,
        boolean allowUnsandboxed,
        Optional<Path> ca,
        List<CallRule> calls,
        int callsMax) {

    private static final long CACHE_MIB = 1_024;
    private static final int CALLS_MAX = 8;
    private static final int MOST_CALLS = 1_024;

    /**
     * A cooperation to take part in.
     *
     * @param pledge what the site gives
     * @param agreed the proposal of a call that was judged: joining agrees to it and no other; 0
     *     where none was
     */
    public record Engaged(String cooperation, Resources pledge, long agreed) {

        /** Where no call was judged. */
        public Engaged(String cooperation, Resources pledge) {
            this(cooperation, pledge, 0);
        }
    }

    /** A site whose gateways the system's authorities vouch for. */
    public Site(
            String name,
            Path identity,
            List<URI> gateways,
            Optional<String> genesis,
            List<Engaged> cooperations,
            List<Rule> rules,
            Path work,
            long cacheMib,
            boolean allowUnsandboxed) {
        this(
                name,
                identity,
                gateways,
                genesis,
                cooperations,
                rules,
                work,
                cacheMib,
                allowUnsandboxed,
                Optional.empty(),
                List.of(),
                CALLS_MAX);
    }

    /** Copies what it is given. */
    public Site {
        gateways = List.copyOf(gateways);
        cooperations = List.copyOf(cooperations);
        rules = List.copyOf(rules);
        calls = List.copyOf(calls);
    }

    /** The same, vouched for by the certificates in {@code file}. */
    public Site withCa(Path file) {
        return with(allowUnsandboxed, Optional.of(file), calls, callsMax);
    }

    /** The same, which answers calls for participation so. */
    public Site withCalls(List<CallRule> answers) {
        return withCalls(answers, callsMax);
    }

    /** As {@link #withCalls(List)}, but joins no more than so many at a time. */
    public Site withCalls(List<CallRule> answers, int most) {
        return with(allowUnsandboxed, ca, answers, most);
    }

    /** The same, also on a host that cannot keep tasks apart. */
    public Site allowingUnsandboxed() {
        return with(true, ca, calls, callsMax);
    }

    private Site with(
            boolean unsandboxed, Optional<Path> vouching, List<CallRule> answers, int most) {
        return new Site(
                name,
                identity,
                gateways,
                genesis,
                cooperations,
                rules,
                work,
                cacheMib,
                unsandboxed,
                vouching,
                answers,
                most);
    }

    /**
     * Reads a site file; paths in it are relative to its folder. An {@link InvalidDocument} names
     * the field that is wrong.
     */
    public static Site read(Path file) throws IOException {
        Path folder = file.toAbsolutePath().getParent();
        return parse(Json.readObject(file), folder == null ? file.toAbsolutePath() : folder);
    }

    static Site parse(JsonObject from, Path folder) {
        JsonObject limits = from.optionalObject("limits").orElseGet(JsonObject::empty);
        JsonObject policy = from.optionalObject("policy").orElseGet(JsonObject::empty);
        Site site =
                new Site(
                        from.text("name"),
                        folder.resolve(from.text("identity")),
                        gateways(from),
                        genesis(from),
                        from.list(
                                "cooperations",
                                (where, node) -> engaged(JsonObject.of(where, node))),
                        SiteRules.read(limits, policy),
                        folder.resolve(from.text("work")),
                        limits.number("cacheMib", 1, 1 << 20, CACHE_MIB),
                        from.flag("allowUnsandboxed", false),
                        ca(from, folder),
                        SiteCalls.read(from),
                        (int) from.number("callsMax", 1, MOST_CALLS, CALLS_MAX));
        limits.end();
        policy.end();
        from.end();
        return site;
    }

    private static List<URI> gateways(JsonObject from) {
        List<URI> addresses = new ArrayList<>();
        for (String text : from.texts("gateways")) {
            if (!text.matches("https?://[^/?#]+/?")) {
                throw from.wrong(
                        "gateways",
                        "must list addresses such as http://127.0.0.1:7080, not " + text);
            }
            addresses.add(URI.create(text));
        }
        if (addresses.isEmpty()) {
            throw from.wrong("gateways", "must list at least one address");
        }
        return addresses;
    }

    private static Optional<String> genesis(JsonObject from) {
        String text = from.text("genesis", "");
        if (!text.isEmpty() && !text.matches("[0-9a-f]{64}")) {
            throw from.wrong("genesis", "must be a hash in 64 hex digits");
        }
        return text.isEmpty() ? Optional.empty() : Optional.of(text);
    }

    private static Optional<Path> ca(JsonObject from, Path folder) {
        String file = from.text("ca", "");
        return file.isEmpty() ? Optional.empty() : Optional.of(folder.resolve(file));
    }

    private static Engaged engaged(JsonObject from) {
        String name = from.text("name");
        if (!Labels.isName(name)) {
            throw from.wrong("name", "must match [a-z0-9][a-z0-9-]{0,31}");
        }
        Resources resources = SiteCalls.pledge(from.object("pledge"));
        from.end();
        return new Engaged(name, resources);
    }
}
