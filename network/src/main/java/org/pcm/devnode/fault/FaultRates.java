package org.pcm.devnode.fault;

import java.util.EnumMap;
import java.util.Map;

/**
 * How often faults strike by themselves.
 *
 * @param probabilities from 0 to 1; a fault that is not named never strikes
 * @param delayMillis most that an endorsement or a submission is held up, at random
 * @param seed where the chances begin
 */
public record FaultRates(Map<Fault, Double> probabilities, int delayMillis, long seed) {
    /** No faults. */
    public static final FaultRates NONE = new FaultRates(Map.of(), 0, 0);

    public FaultRates {
        probabilities = Map.copyOf(probabilities);
        probabilities.forEach((fault, probability) -> {
            if (!(probability >= 0 && probability <= 1)) {
                throw new IllegalArgumentException(fault.option() + " must lie between 0 and 1");
            }
        });
        if (delayMillis < 0) {
            throw new IllegalArgumentException("delay-millis must not be negative");
        }
    }

    /**
     * Reads rates as they are written on a command line: {@code
     * lost-reply=0.05,conflict=0.02,seed=7}; also {@code broken-chaincode}, {@code broken-stream}
     * and {@code delay-millis}.
     *
     * @throws IllegalArgumentException with a sentence when the text cannot be understood
     */
    public static FaultRates parse(String text) {
        Map<Fault, Double> probabilities = new EnumMap<>(Fault.class);
        int delayMillis = 0;
        long seed = 0;
        for (String item : text.split(",", -1)) {
            String[] pair = item.strip().split("=", 2);
            if (pair.length < 2) {
                throw new IllegalArgumentException("a fault is written name=value, not " + item);
            }
            try {
                switch (pair[0]) {
                    case "delay-millis" -> delayMillis = Integer.parseInt(pair[1]);
                    case "seed" -> seed = Long.parseLong(pair[1]);
                    default -> probabilities.put(Fault.of(pair[0]), Double.valueOf(pair[1]));
                }
            } catch (NumberFormatException e) {
                throw new IllegalArgumentException(pair[0] + " needs a number, not " + pair[1], e);
            }
        }
        return new FaultRates(probabilities, delayMillis, seed);
    }

    double probability(Fault fault) {
        return probabilities.getOrDefault(fault, 0.0);
    }
}
