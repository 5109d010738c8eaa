package org.pcm.cooperation.round;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.pcm.cooperation.json.Fields;
import org.pcm.cooperation.member.Weight;

/**
 * How work is shared out, from rules 2 on.
 *
 * @param mode push, grab or mixed (P8)
 * @param grabMillis in mixed mode, how long tasks may be grabbed before they are offered
 * @param coolDownMillis who refuses for want of capacity raises its pledge no sooner (ruling 5)
 * @param probationShare most that all newcomers together get while others have room, in thousandths
 *     (ruling 4)
 * @param probationMinutes CPU-minutes of work done that end a newcomer's probation
 */
public record DispatchTerms(
        DispatchMode mode,
        long grabMillis,
        long coolDownMillis,
        int probationShare,
        long probationMinutes) {
    private static final long MAX_MILLIS = 30L * 24 * 3_600_000;
    private static final long MAX_MINUTES = 1_000_000_000;

    public static final DispatchTerms DEFAULT =
            new DispatchTerms(DispatchMode.PUSH, 60_000, 600_000, 200, 10);

    /** What holds under rules 1: none of it. */
    public static final DispatchTerms NONE = new DispatchTerms(DispatchMode.PUSH, 0, 0, 1_000, 0);

    public DispatchTerms withMode(DispatchMode other) {
        return new DispatchTerms(
                other, grabMillis, coolDownMillis, probationShare, probationMinutes);
    }

    public DispatchTerms withGrabMillis(long other) {
        return new DispatchTerms(mode, other, coolDownMillis, probationShare, probationMinutes);
    }

    public DispatchTerms withCoolDownMillis(long other) {
        return new DispatchTerms(mode, grabMillis, other, probationShare, probationMinutes);
    }

    public DispatchTerms withProbation(int share, long minutes) {
        return new DispatchTerms(mode, grabMillis, coolDownMillis, share, minutes);
    }

    /** Work that ends a probation, milli-CPU times milliseconds. */
    public long probationWork() {
        return probationMinutes * Weight.UNIT;
    }

    /** The names of the time-outs below {@code leastMillis} (ruling 8). */
    List<String> timeoutsBelow(long leastMillis) {
        List<String> names = new ArrayList<>();
        if (mode == DispatchMode.MIXED && grabMillis < leastMillis) {
            names.add("grabMillis");
        }
        if (coolDownMillis < leastMillis) {
            names.add("coolDownMillis");
        }
        return names;
    }

    static DispatchTerms readInto(Fields fields) {
        DispatchTerms d = DEFAULT;
        return new DispatchTerms(
                fields.has("mode") ? fields.constant("mode", DispatchMode.class) : d.mode,
                fields.integer("grabMillis", 1, MAX_MILLIS, d.grabMillis),
                fields.integer("coolDownMillis", 1, MAX_MILLIS, d.coolDownMillis),
                (int) fields.integer("probationShare", 1, 1_000, d.probationShare),
                fields.integer("probationMinutes", 0, MAX_MINUTES, d.probationMinutes));
    }

    void writeFields(JsonGenerator to) throws IOException {
        to.writeStringField("mode", mode.name());
        to.writeNumberField("grabMillis", grabMillis);
        to.writeNumberField("coolDownMillis", coolDownMillis);
        to.writeNumberField("probationShare", probationShare);
        to.writeNumberField("probationMinutes", probationMinutes);
    }
}
