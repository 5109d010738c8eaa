package org.pcm.gateway.information.message;

/** What became of an {@link Arrival} at the queue. */
public enum Stored {
    /** It lies on the disk and will be handled. */
    SAFE,
    /** The same submission lies there already. */
    ALREADY,
    /** Another submission of the same key waits under this sequence. */
    SEQUENCE_TAKEN,
    /** The queue has no room; the sender may try again. */
    FULL,
    /** This key's share of the queue is used up; the sender may try again. */
    KEY_FULL
}
