package org.pcm.cooperation.round;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import org.pcm.cooperation.json.Fields;
import org.pcm.cooperation.json.JsonException;

/**
 * Bounds and deltas of weights (P9, ruling 3). Weights are thousandths; gains and losses are
 * thousandths a CPU-minute of the estimated work of the tasks concerned. {@code decay}: thousandths
 * of its distance from the start that a weight loses for a CPU-minute offered (ruling 4).
 */
public record WeightTerms(
        long min,
        long max,
        long acceptGain,
        long rejectLoss,
        long expireLoss,
        long successGain,
        long failureLoss,
        long decay) {
    /** Where everybody starts. */
    public static final long START = 1_000;

    private static final long MAX_DELTA = 1_000_000;

    public static final WeightTerms DEFAULT = new WeightTerms(100, 10_000, 10, 60, 60, 30, 60, 10);

    /** No deltas at all: weights stand still. */
    public static final WeightTerms STILL = new WeightTerms(100, 10_000, 0, 0, 0, 0, 0);

    /** Without decay. */
    public WeightTerms(
            long min,
            long max,
            long acceptGain,
            long rejectLoss,
            long expireLoss,
            long successGain,
            long failureLoss) {
        this(min, max, acceptGain, rejectLoss, expireLoss, successGain, failureLoss, 0);
    }

    public WeightTerms {
        if (min > START || max < START) {
            throw new JsonException(
                    "weights start at "
                            + START
                            + ", which must lie within weightMin and weightMax");
        }
        if (expireLoss < rejectLoss) {
            throw new JsonException("expireLoss must not be below rejectLoss (ruling 5)");
        }
    }

    public WeightTerms withDecay(long other) {
        return new WeightTerms(
                min, max, acceptGain, rejectLoss, expireLoss, successGain, failureLoss, other);
    }

    static WeightTerms readInto(Fields fields, int rules) {
        WeightTerms d = DEFAULT;
        return new WeightTerms(
                fields.integer("weightMin", 1, START, d.min),
                fields.integer("weightMax", START, 1_000_000, d.max),
                fields.integer("acceptGain", 0, MAX_DELTA, d.acceptGain),
                fields.integer("rejectLoss", 0, MAX_DELTA, d.rejectLoss),
                fields.integer("expireLoss", 0, MAX_DELTA, d.expireLoss),
                fields.integer("successGain", 0, MAX_DELTA, d.successGain),
                fields.integer("failureLoss", 0, MAX_DELTA, d.failureLoss),
                rules >= 2 ? fields.integer("decay", 0, 1_000, d.decay) : 0);
    }

    void writeFields(JsonGenerator to, int rules) throws IOException {
        to.writeNumberField("weightMin", min);
        to.writeNumberField("weightMax", max);
        to.writeNumberField("acceptGain", acceptGain);
        to.writeNumberField("rejectLoss", rejectLoss);
        to.writeNumberField("expireLoss", expireLoss);
        to.writeNumberField("successGain", successGain);
        to.writeNumberField("failureLoss", failureLoss);
        if (rules >= 2) {
            to.writeNumberField("decay", decay);
        }
    }
}
