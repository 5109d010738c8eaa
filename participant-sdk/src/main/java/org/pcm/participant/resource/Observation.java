package org.pcm.participant.resource;

/** What the native system says about an attempt. */
public sealed interface Observation {

    /** It has never heard of it. */
    record Unknown() implements Observation {}

    /** It runs. */
    record Running() implements Observation {}

    /** It ended. */
    record Ended(Ending ending) implements Observation {}
}
