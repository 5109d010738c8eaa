package org.pcm.gateway.business;

import org.pcm.cooperation.Refusal;
import org.pcm.gateway.information.message.Arrival;

/** One line of the queue's log. {@code number} counts arrivals over the life of the data folder. */
sealed interface LogRecord {
    long number();

    /** An event entered the queue. */
    record Arrived(long number, Arrival arrival) implements LogRecord {}

    /** Its outcome is on the ledger; the event left the queue. */
    record Settled(long number) implements LogRecord {}

    /** It was refused without reaching the ledger; the event left the queue. */
    record Refused(long number, String id, Refusal refusal) implements LogRecord {}
}
