package org.pcm.chaincode;

import java.util.Optional;

/**
 * Endorsers refuse a whole transaction whose timestamp is too far from their own clock (ruling 8).
 */
final class ClockRule {
    private ClockRule() {}

    /**
     * Why a transaction stamped {@code timestampMillis} is refused at {@code nowMillis}, empty when
     * it is not.
     */
    static Optional<String> check(long timestampMillis, long nowMillis, long errorMillis) {
        long distance = Math.abs(timestampMillis - nowMillis);
        return distance <= errorMillis
                ? Optional.empty()
                : Optional.of("the timestamp is " + distance + " ms from this endorser's clock");
    }
}
