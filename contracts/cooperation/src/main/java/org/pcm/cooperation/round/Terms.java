package org.pcm.cooperation.round;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.pcm.cooperation.json.Fields;
import org.pcm.cooperation.member.Tier;

/**
 * What the members of a round agreed on. It does not change within the round.
 *
 * @param offerMillis an offer not answered by then expires
 * @param awayMillis {@code seen} standing still for so long makes a member away
 * @param graceMillis on top of a task's time limit before it counts as overdue
 * @param attemptsMax executions a task before it ends as failed
 * @param offersMax offers a task before it ends as failed (A9: bounded re-assignment)
 * @param runMax longest run of neighbouring tasks in one offer
 * @param tiers tiers that may join (A10), ascending
 * @param rosterMax most members
 * @param weights bounds and deltas of weights (P9, ruling 3)
 * @param rules the version of the rules that the round runs under; see {@link Rules}
 * @param dispatch how work is shared out, as far as the first rules do not know it
 * @param governance admission, end, re-election and what else the first rules do not know
 */
public record Terms(
        long offerMillis,
        long awayMillis,
        long graceMillis,
        int attemptsMax,
        int offersMax,
        int runMax,
        List<Tier> tiers,
        int rosterMax,
        WeightTerms weights,
        int rules,
        DispatchTerms dispatch,
        Governance governance) {
    private static final long MAX_MILLIS = 30L * 24 * 3_600_000;

    public static final Terms DEFAULT =
            new Terms(
                    60_000,
                    120_000,
                    60_000,
                    3,
                    16,
                    64,
                    List.of(Tier.values()),
                    1_024,
                    WeightTerms.DEFAULT,
                    Rules.LATEST,
                    DispatchTerms.DEFAULT,
                    Governance.DEFAULT);

    public Terms {
        tiers = tiers.stream().distinct().sorted().toList();
    }

    /** The names of the time-outs below {@code leastMillis} (ruling 8), empty when all hold. */
    public List<String> timeoutsBelow(long leastMillis) {
        List<String> names = new ArrayList<>();
        if (offerMillis < leastMillis) {
            names.add("offerMillis");
        }
        if (awayMillis < leastMillis) {
            names.add("awayMillis");
        }
        if (graceMillis < leastMillis) {
            names.add("graceMillis");
        }
        if (whole()) {
            names.addAll(dispatch.timeoutsBelow(leastMillis));
        }
        names.addAll(governance.timeoutsBelow(leastMillis));
        return names;
    }

    public Terms withOfferMillis(long offerMillis) {
        return with(to -> to.offerMillis = offerMillis);
    }

    public Terms withAwayMillis(long awayMillis) {
        return with(to -> to.awayMillis = awayMillis);
    }

    public Terms withGraceMillis(long graceMillis) {
        return with(to -> to.graceMillis = graceMillis);
    }

    public Terms withAttemptsMax(int attemptsMax) {
        return with(to -> to.attemptsMax = attemptsMax);
    }

    public Terms withOffersMax(int offersMax) {
        return with(to -> to.offersMax = offersMax);
    }

    public Terms withRunMax(int runMax) {
        return with(to -> to.runMax = runMax);
    }

    public Terms withTiers(List<Tier> tiers) {
        return with(to -> to.tiers = tiers);
    }

    public Terms withRosterMax(int rosterMax) {
        return with(to -> to.rosterMax = rosterMax);
    }

    public Terms withWeights(WeightTerms weights) {
        return with(to -> to.weights = weights);
    }

    public Terms withDispatch(DispatchTerms dispatch) {
        return with(to -> to.dispatch = dispatch);
    }

    public Terms withGovernance(Governance governance) {
        return with(to -> to.governance = governance);
    }

    /** As the first rules know them: nothing governs but the coordinator. */
    public Terms underFirstRules() {
        return with(to -> {
            to.rules = Rules.FIRST;
            to.weights = to.weights.withDecay(0);
            to.dispatch = DispatchTerms.NONE;
            to.governance = Governance.NONE;
        });
    }

    /** Whether these terms know rounds, elections and all that came with them. */
    public boolean whole() {
        return rules >= Rules.WHOLE;
    }

    private Terms with(Consumer<Draft> change) {
        Draft draft = new Draft(this);
        change.accept(draft);
        return draft.terms();
    }

    /** Terms in the making. */
    private static final class Draft {
        private long offerMillis;
        private long awayMillis;
        private long graceMillis;
        private int attemptsMax;
        private int offersMax;
        private int runMax;
        private List<Tier> tiers;
        private int rosterMax;
        private WeightTerms weights;
        private int rules;
        private DispatchTerms dispatch;
        private Governance governance;

        private Draft(Terms from) {
            offerMillis = from.offerMillis;
            awayMillis = from.awayMillis;
            graceMillis = from.graceMillis;
            attemptsMax = from.attemptsMax;
            offersMax = from.offersMax;
            runMax = from.runMax;
            tiers = from.tiers;
            rosterMax = from.rosterMax;
            weights = from.weights;
            rules = from.rules;
            dispatch = from.dispatch;
            governance = from.governance;
        }

        private Terms terms() {
            return new Terms(
                    offerMillis,
                    awayMillis,
                    graceMillis,
                    attemptsMax,
                    offersMax,
                    runMax,
                    tiers,
                    rosterMax,
                    weights,
                    rules,
                    dispatch,
                    governance);
        }
    }

    /**
     * Reads stated terms; what is left out takes the default. Terms that name no rules are those of
     * the first rules, so that what was written under these reads as it did.
     */
    public static Terms read(Fields fields) {
        int rules = (int) fields.integer("rules", 1, Rules.LATEST, Rules.FIRST);
        Terms d = DEFAULT;
        Terms terms =
                new Terms(
                        fields.integer("offerMillis", 1, MAX_MILLIS, d.offerMillis),
                        fields.integer("awayMillis", 1, MAX_MILLIS, d.awayMillis),
                        fields.integer("graceMillis", 1, MAX_MILLIS, d.graceMillis),
                        (int) fields.integer("attemptsMax", 1, 100, d.attemptsMax),
                        (int) fields.integer("offersMax", 1, 100, d.offersMax),
                        (int) fields.integer("runMax", 1, 128, d.runMax),
                        fields.has("tiers") ? fields.constants("tiers", Tier.class) : d.tiers,
                        (int) fields.integer("rosterMax", 1, 1_024, d.rosterMax),
                        WeightTerms.readInto(fields, rules),
                        rules,
                        rules >= Rules.WHOLE ? DispatchTerms.readInto(fields) : DispatchTerms.NONE,
                        rules >= Rules.WHOLE ? Governance.readInto(fields) : Governance.NONE);
        fields.end();
        return terms;
    }

    public void write(JsonGenerator to) throws IOException {
        to.writeStartObject();
        to.writeNumberField("offerMillis", offerMillis);
        to.writeNumberField("awayMillis", awayMillis);
        to.writeNumberField("graceMillis", graceMillis);
        to.writeNumberField("attemptsMax", attemptsMax);
        to.writeNumberField("offersMax", offersMax);
        to.writeNumberField("runMax", runMax);
        to.writeArrayFieldStart("tiers");
        for (Tier tier : tiers) {
            to.writeString(tier.name());
        }
        to.writeEndArray();
        to.writeNumberField("rosterMax", rosterMax);
        weights.writeFields(to, rules);
        if (whole()) {
            to.writeNumberField("rules", rules);
            dispatch.writeFields(to);
            governance.writeFields(to);
        }
        to.writeEndObject();
    }
}
