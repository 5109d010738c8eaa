package org.pcm.participant;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.pcm.cooperation.submission.Govern;
import org.pcm.participant.client.Directory;
import org.pcm.participant.control.CallRule;
import org.pcm.participant.information.LaneKey;
import org.pcm.participant.information.OpenCall;
import org.pcm.participant.information.PcmException;
import org.pcm.participant.information.http.Lane;
import org.pcm.participant.json.Json;
import org.pcm.participant.json.JsonObject;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Hears of calls for participation and answers them as the site's owner says (P2, A1): joins,
 * declines, or only tells. Each call is answered once, also across restarts; where the agent has
 * joined by a call it takes part again at the next start.
 */
final class Calls implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Calls.class);
    private static final long LOOK_MILLIS = 2_000;
    private static final long WAIT_MILLIS = 20_000;
    private static final String JOINED = "joined:";
    private static final String ANSWERED = "call:";

    private final List<CallRule> rules;
    private final Parts parts;
    private final BooleanSupplier mayJoin;
    private final Consumer<Site.Engaged> join;
    private final Directory directory;
    private final ScheduledExecutorService looking =
            Executors.newSingleThreadScheduledExecutor(Thread.ofVirtual().name("calls").factory());
    private final Set<String> told = new HashSet<>();
    private volatile @Nullable ScheduledFuture<?> task;
    private volatile List<HeardCall> heard = List.of();

    /**
     * @param mayJoin whether the agent takes on work now
     * @param join takes part in a cooperation from now on; returns once it does
     */
    Calls(List<CallRule> rules, Parts parts, BooleanSupplier mayJoin, Consumer<Site.Engaged> join) {
        this.rules = rules;
        this.parts = parts;
        this.mayJoin = mayJoin;
        this.join = join;
        this.directory = new Directory(parts.gateways());
    }

    /** The calls that are open, and what was said to each. */
    List<HeardCall> heard() {
        return heard;
    }

    /** Listens until {@link #close}. */
    void start() {
        task = looking.scheduleWithFixedDelay(this::look, 0, LOOK_MILLIS, TimeUnit.MILLISECONDS);
    }

    /**
     * Where the agent has joined by calls before, and still is a member.
     *
     * @param memory of the agent
     */
    static List<Site.Engaged> joined(Memory memory, Directory directory, String participant) {
        List<Site.Engaged> all = new ArrayList<>();
        for (Map.Entry<String, String> each : memory.settings(JOINED).entrySet()) {
            String cooperation = each.getKey();
            boolean isMember =
                    directory
                                    .cooperation(cooperation)
                                    .filter(found -> found.state().equals("OPEN"))
                                    .isPresent()
                            && directory.isMember(cooperation, participant);
            if (isMember) {
                JsonObject pledge = JsonObject.of(JOINED, Json.parse(each.getValue()));
                all.add(new Site.Engaged(cooperation, SiteCalls.pledge(pledge)));
            } else {
                memory.unset(JOINED + cooperation);
            }
        }
        return all;
    }

    private void look() {
        try {
            List<HeardCall> now = new ArrayList<>();
            for (OpenCall call : directory.calls()) {
                if (!call.coordinator().equals(parts.name())) {
                    String said = answer(call);
                    now.add(
                            new HeardCall(
                                    call.cooperation(), call.until(), call.coordinator(), said));
                }
            }
            heard = List.copyOf(now);
        } catch (PcmException e) {
            LOG.debug("Calls cannot be heard now: {}", e.getMessage());
        } catch (RuntimeException e) {
            LOG.warn("Calls", e);
        }
    }

    /** What was said to a call: now, or before. */
    private String answer(OpenCall call) {
        String key = ANSWERED + call.cooperation();
        String before = parts.memory().setting(key).orElse("");
        if (!before.isEmpty()) {
            return before;
        }
        CallRule rule = rules.stream().filter(each -> each.fits(call)).findFirst().orElse(null);
        if (rule != null && rule.answer() == CallRule.Answer.join && !mayJoin.getAsBoolean()) {
            return CallRule.Answer.tell.name(); // until it is resumed
        }
        String said = say(call, rule);
        if (!said.equals(CallRule.Answer.tell.name())) {
            parts.memory().set(key, said);
        }
        if (told.add(call.cooperation())) {
            LOG.warn(
                    "{} calls for participation in {}; this site's answer: {}",
                    call.coordinator(),
                    call.cooperation(),
                    said);
        }
        return said;
    }

    private String say(OpenCall call, @Nullable CallRule rule) {
        if (rule == null || directory.isMember(call.cooperation(), parts.name())) {
            return CallRule.Answer.tell.name();
        }
        try {
            switch (rule.answer()) {
                case join ->
                        join(new Site.Engaged(call.cooperation(), rule.pledge(), call.proposal()));
                case decline -> decline(call);
                case tell -> {}
            }
            return rule.answer().name();
        } catch (PcmException.Refused e) {
            return rule.answer().name() + ": " + e.code();
        }
    }

    private void join(Site.Engaged engaged) {
        String key = JOINED + engaged.cooperation();
        parts.memory().set(key, SiteCalls.write(engaged.pledge()));
        try {
            join.accept(engaged);
        } catch (PcmException.Refused e) {
            parts.memory().unset(key);
            throw e;
        }
    }

    private void decline(OpenCall call) {
        LaneKey key = new LaneKey(parts.ledger().id(), call.cooperation(), parts.identity().kid());
        try (Lane lane =
                new Lane(
                        parts.gateways(),
                        parts.identity(),
                        key,
                        parts.outbox(),
                        1,
                        WAIT_MILLIS,
                        settled -> {})) {
            lane.resume();
            lane.submit(new Govern.Decline(call.proposal())).only();
        }
    }

    @Override
    public void close() {
        ScheduledFuture<?> started = task;
        if (started != null) {
            started.cancel(true);
        }
        looking.shutdownNow();
        try {
            looking.awaitTermination(10, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
