package org.pcm.devnode.fault;

import java.util.Locale;

/**
 * How often each fault strikes by itself: probabilities from 0 to 1, and delays up to so many
 * milliseconds.
 *
 * @param lostReply a submitted transaction is ordered, but the client is told UNAVAILABLE
 * @param conflict a transaction is endorsed against an outdated state, so that it conflicts
 * @param brokenChaincode the chaincode's stream ends while a transaction runs
 * @param brokenStream a stream of blocks or events ends after a block
 * @param delayMillis most that an endorsement or a submission is held up
 * @param seed where the chances begin
 */
public record FaultRates(
        double lostReply,
        double conflict,
        double brokenChaincode,
        double brokenStream,
        int delayMillis,
        long seed) {

    /** No faults. */
    public static final FaultRates NONE = new FaultRates(0, 0, 0, 0, 0, 0);

    public FaultRates {
        probability("lost-reply", lostReply);
        probability("conflict", conflict);
        probability("broken-chaincode", brokenChaincode);
        probability("broken-stream", brokenStream);
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
        FaultRates rates = NONE;
        for (String item : text.split(",", -1)) {
            String[] pair = item.split("=", 2);
            if (pair.length < 2) {
                throw new IllegalArgumentException("a fault is written name=value, not " + item);
            }
            rates = rates.with(pair[0].strip().toLowerCase(Locale.ROOT), pair[1].strip());
        }
        return rates;
    }

    private FaultRates with(String name, String value) {
        try {
            return switch (name) {
                case "lost-reply" ->
                        new FaultRates(
                                Double.parseDouble(value),
                                conflict,
                                brokenChaincode,
                                brokenStream,
                                delayMillis,
                                seed);
                case "conflict" ->
                        new FaultRates(
                                lostReply,
                                Double.parseDouble(value),
                                brokenChaincode,
                                brokenStream,
                                delayMillis,
                                seed);
                case "broken-chaincode" ->
                        new FaultRates(
                                lostReply,
                                conflict,
                                Double.parseDouble(value),
                                brokenStream,
                                delayMillis,
                                seed);
                case "broken-stream" ->
                        new FaultRates(
                                lostReply,
                                conflict,
                                brokenChaincode,
                                Double.parseDouble(value),
                                delayMillis,
                                seed);
                case "delay-millis" ->
                        new FaultRates(
                                lostReply,
                                conflict,
                                brokenChaincode,
                                brokenStream,
                                Integer.parseInt(value),
                                seed);
                case "seed" ->
                        new FaultRates(
                                lostReply,
                                conflict,
                                brokenChaincode,
                                brokenStream,
                                delayMillis,
                                Long.parseLong(value));
                default ->
                        throw new IllegalArgumentException(
                                "no fault is called "
                                        + name
                                        + "; there are lost-reply, conflict, broken-chaincode,"
                                        + " broken-stream, delay-millis, and seed");
            };
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException(name + " needs a number, not " + value, e);
        }
    }

    private static void probability(String name, double value) {
        if (!(value >= 0 && value <= 1)) {
            throw new IllegalArgumentException(name + " must lie between 0 and 1");
        }
    }
}
