package org.pcm.devnode.fault;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/** What can go wrong on request. */
public enum Fault {
    /** A submitted transaction is ordered, but its client is told UNAVAILABLE. */
    LOST_REPLY,
    /**
     * A transaction is endorsed against an outdated state, as by peers that lag, so that it
     * conflicts.
     */
    CONFLICT,
    /** The chaincode's stream ends while a transaction runs; it is dialled again. */
    BROKEN_CHAINCODE,
    /** A stream of blocks or events ends after a message. */
    BROKEN_STREAM;

    /** The fault's name on a command line, such as {@code lost-reply}. */
    String option() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    static Fault of(String option) {
        return Arrays.stream(values())
                .filter(fault -> fault.option().equals(option))
                .findAny()
                .orElseThrow(() ->
                        new IllegalArgumentException(
                                "no fault is called " + option + "; there are " + all()));
    }

    private static String all() {
        return Arrays.stream(values()).map(Fault::option).collect(Collectors.joining(", "))
                + ", delay-millis, and seed";
    }
}
