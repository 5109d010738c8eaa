package org.pcm.cooperation.round;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
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
        WeightTerms weights) {
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
                    WeightTerms.DEFAULT);

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
        return names;
    }

    public Terms withOfferMillis(long millis) {
        return new Terms(
                millis,
                awayMillis,
                graceMillis,
                attemptsMax,
                offersMax,
                runMax,
                tiers,
                rosterMax,
                weights);
    }

    public Terms withAwayMillis(long millis) {
        return new Terms(
                offerMillis,
                millis,
                graceMillis,
                attemptsMax,
                offersMax,
                runMax,
                tiers,
                rosterMax,
                weights);
    }

    public Terms withGraceMillis(long millis) {
        return new Terms(
                offerMillis,
                awayMillis,
                millis,
                attemptsMax,
                offersMax,
                runMax,
                tiers,
                rosterMax,
                weights);
    }

    public Terms withAttemptsMax(int attempts) {
        return new Terms(
                offerMillis,
                awayMillis,
                graceMillis,
                attempts,
                offersMax,
                runMax,
                tiers,
                rosterMax,
                weights);
    }

    public Terms withOffersMax(int offers) {
        return new Terms(
                offerMillis,
                awayMillis,
                graceMillis,
                attemptsMax,
                offers,
                runMax,
                tiers,
                rosterMax,
                weights);
    }

    public Terms withRunMax(int run) {
        return new Terms(
                offerMillis,
                awayMillis,
                graceMillis,
                attemptsMax,
                offersMax,
                run,
                tiers,
                rosterMax,
                weights);
    }

    public Terms withTiers(List<Tier> allowed) {
        return new Terms(
                offerMillis,
                awayMillis,
                graceMillis,
                attemptsMax,
                offersMax,
                runMax,
                allowed,
                rosterMax,
                weights);
    }

    public Terms withRosterMax(int members) {
        return new Terms(
                offerMillis,
                awayMillis,
                graceMillis,
                attemptsMax,
                offersMax,
                runMax,
                tiers,
                members,
                weights);
    }

    public Terms withWeights(WeightTerms terms) {
        return new Terms(
                offerMillis,
                awayMillis,
                graceMillis,
                attemptsMax,
                offersMax,
                runMax,
                tiers,
                rosterMax,
                terms);
    }

    /** Reads stated terms; what is left out takes the default. */
    public static Terms read(Fields fields) {
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
                        WeightTerms.readInto(fields));
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
        weights.writeFields(to);
        to.writeEndObject();
    }
}
