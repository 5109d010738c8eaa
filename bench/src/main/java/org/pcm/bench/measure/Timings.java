package org.pcm.bench.measure;

/** How long tasks of one stretch of load took, from the moment their submission was due. */
public final class Timings {
    private final Durations toOffered = new Durations();
    private final Durations toCompleted = new Durations();

    /** Until the owner heard that the task was offered to somebody. */
    public Durations toOffered() {
        return toOffered;
    }

    /** Until the owner heard of the task's result. */
    public Durations toCompleted() {
        return toCompleted;
    }
}
