package org.pcm.participant;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.pcm.cooperation.submission.Govern;
import org.pcm.participant.client.Directory;
import org.pcm.participant.client.MemberSummary;
import org.pcm.participant.control.CallRule;
import org.pcm.participant.information.LaneKey;
import org.pcm.participant.information.OpenCall;
import org.pcm.participant.information.PcmException;
import org.pcm.participant.information.http.Lane;
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

    /** Without rules there is nothing to be quick for; what was refused is not asked often. */
    private static final long RARELY_MILLIS = 30_000;

    /** Most calls that are shown; anybody may open calls without end. */
    private static final int HEARD_MAX = 64;

    /** Refusals that stay as they are while the call is open. */
    private static final Set<String> FINAL =
            Set.of(
                    "CooperationClosed",
                    "IssuerNotAdmitted",
                    "LabelsMissing",
                    "NoSuchCooperation",
                    "NotApproved",
                    "NotCalling",
                    "PledgeTooSmall",
                    "TierCannot",
                    "TierNotAdmitted",
                    "VotedDown",
                    "WeightTooLow");

    /** What was judged is on the table no more; what stands instead is judged by itself. */
    private static final String GONE = "NoSuchProposal";

    /** What was said in this process, and for how long it need not be thought of again. */
    private record Said(long proposal, String answer, long untilNanos) {
        boolean holds(OpenCall call) {
            return proposal == call.proposal() && System.nanoTime() - untilNanos < 0;
        }
    }

    private final List<CallRule> rules;
    private final int most;
    private final Parts parts;
    private final BooleanSupplier mayJoin;
    private final Consumer<Site.Engaged> join;
    private final Directory directory;
    private final CallMemory memory;
    private final ScheduledExecutorService looking =
            Executors.newSingleThreadScheduledExecutor(Thread.ofVirtual().name("calls").factory());
    private final Map<String, Said> said = new HashMap<>();
    private final Set<String> told = new HashSet<>();
    private final Set<String> engaged = new HashSet<>();
    private long roomLookedFor = System.nanoTime() - millis(RARELY_MILLIS);
    private volatile @Nullable ScheduledFuture<?> task;
    private volatile List<HeardCall> heard = List.of();

    /**
     * @param most how many cooperations are joined by calls at a time
     * @param mayJoin whether the agent takes on work now
     * @param join takes part in a cooperation from now on; returns once it does; does nothing where
     *     it does already
     */
    Calls(
            List<CallRule> rules,
            int most,
            Parts parts,
            BooleanSupplier mayJoin,
            Consumer<Site.Engaged> join) {
        this.rules = rules;
        this.most = most;
        this.parts = parts;
        this.mayJoin = mayJoin;
        this.join = join;
        this.directory = new Directory(parts.gateways());
        this.memory = new CallMemory(parts.memory(), directory, parts.name());
    }

    private static long millis(long millis) {
        return TimeUnit.MILLISECONDS.toNanos(millis);
    }

    /** The calls that are open, and what was said to each. */
    List<HeardCall> heard() {
        return heard;
    }

    /** Listens until {@link #close}. */
    void start() {
        memory.answeredBy(rules);
        long every = rules.isEmpty() ? RARELY_MILLIS : LOOK_MILLIS;
        task = looking.scheduleWithFixedDelay(this::look, 0, every, TimeUnit.MILLISECONDS);
    }

    private void look() {
        try {
            finish();
            List<OpenCall> calls =
                    directory.calls().stream()
                            .filter(call -> !call.coordinator().equals(parts.name()))
                            .toList();
            List<HeardCall> now = new ArrayList<>();
            for (OpenCall call : calls) {
                String answer = answer(call);
                if (now.size() < HEARD_MAX) {
                    now.add(
                            new HeardCall(
                                    call.cooperation(), call.until(), call.coordinator(), answer));
                }
            }
            heard = List.copyOf(now);
            Set<String> open =
                    calls.stream().map(OpenCall::cooperation).collect(Collectors.toSet());
            said.keySet().retainAll(open);
            told.retainAll(open);
        } catch (PcmException e) {
            LOG.debug("Calls cannot be heard now: {}", e.getMessage());
        } catch (RuntimeException e) {
            LOG.warn("Calls", e);
        }
    }

    /** Takes part where a join came through though at first nobody could tell. */
    private void finish() {
        for (Site.Engaged each : memory.joined()) {
            if (!engaged.contains(each.cooperation()) && memory.stands(each.cooperation())) {
                join.accept(each);
                engaged.add(each.cooperation());
            }
        }
    }

    /** What was said to a call: now, or before. */
    private String answer(OpenCall call) {
        Optional<String> kept = memory.answer(call.cooperation());
        if (kept.isPresent()) {
            return kept.get();
        }
        Said before = said.get(call.cooperation());
        if (before != null && before.holds(call)) {
            return before.answer();
        }
        CallRule rule = rules.stream().filter(each -> each.fits(call)).findFirst().orElse(null);
        if (rule == null || rule.answer() == CallRule.Answer.tell) {
            return say(call, CallRule.Answer.tell.name(), Long.MAX_VALUE >> 1);
        }
        if (rule.answer() == CallRule.Answer.join && !mayJoin.getAsBoolean()) {
            return CallRule.Answer.tell.name(); // until it is resumed
        }
        try {
            String answer = follow(rule, call);
            if (!answer.equals(CallRule.Answer.tell.name())) {
                memory.answered(call.cooperation(), answer);
            }
            return say(call, answer, millis(RARELY_MILLIS));
        } catch (PcmException e) {
            String answer = rule.answer().name() + ": " + e.code();
            if (FINAL.contains(e.code())) {
                memory.answered(call.cooperation(), answer);
            }
            return say(call, answer, millis(RARELY_MILLIS));
        }
    }

    private String say(OpenCall call, String answer, long forNanos) {
        said.put(
                call.cooperation(),
                new Said(call.proposal(), answer, System.nanoTime() + forNanos));
        if (told.add(call.cooperation())) {
            LOG.warn(
                    "{} calls for participation in {}; this site's answer: {}",
                    call.coordinator(),
                    call.cooperation(),
                    answer);
        }
        return answer;
    }

    private String follow(CallRule rule, OpenCall call) {
        Optional<MemberSummary> known = directory.member(call.cooperation(), parts.name());
        boolean stands = known.filter(member -> !member.state().equals("LEFT")).isPresent();
        if (stands && memory.hasJoined(call.cooperation())) {
            return CallRule.Answer.join.name();
        }
        if (stands) {
            return CallRule.Answer.tell.name(); // its owner has answered
        }
        if (rule.answer() == CallRule.Answer.join) {
            join(new Site.Engaged(call.cooperation(), rule.pledge(), call.proposal()));
        } else if (known.isEmpty()) { // who has a place that says LEFT has declined before
            decline(call);
        }
        return rule.answer().name();
    }

    private void join(Site.Engaged by) {
        if (!memory.hasJoined(by.cooperation()) && !hasRoom()) {
            throw new PcmException.Refused("CallsMax", "joined " + most + " by calls already");
        }
        memory.joins(by);
        try {
            join.accept(by);
            engaged.add(by.cooperation());
        } catch (PcmException.Refused e) {
            if (FINAL.contains(e.code()) || e.code().equals(GONE)) {
                memory.forget(by.cooperation());
            }
            throw e;
        }
    }

    /** Where all places are taken, looks now and then whether some have become free. */
    private boolean hasRoom() {
        if (memory.joined().size() >= most
                && System.nanoTime() - roomLookedFor >= millis(RARELY_MILLIS)) {
            roomLookedFor = System.nanoTime();
            memory.joined().forEach(each -> memory.stands(each.cooperation()));
        }
        return memory.joined().size() < most;
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
