package org.pcm.participant.information;

import java.util.Locale;
import java.util.Optional;

/** Why an execution ended. */
public enum EndReason {
    /** The command ended by itself. */
    EXIT,
    /** It ran past its time limit. */
    TIMEOUT,
    /** It used more memory than its task may. */
    MEMORY,
    /** It was told to stop. */
    CANCELLED,
    /** Nobody knows: the machine went down with it. */
    LOST,
    /** An input could not be had; nothing ran. */
    INPUT,
    /** It ended well, but a declared output is missing or larger than content may be. */
    OUTPUT;

    /** The word in result documents and in {@code fail} commands. */
    public String wire() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The reason of that word. */
    public static Optional<EndReason> find(String wire) {
        for (EndReason reason : values()) {
            if (reason.wire().equals(wire)) {
                return Optional.of(reason);
            }
        }
        return Optional.empty();
    }
}
