package org.pcm.cooperation.event;

/** Which bound of the terms a task met; the names are the wire form. */
public enum ExhaustedBound {
    attempts,
    offers,
    /** Nobody is left who has not declined it. */
    declined
}
