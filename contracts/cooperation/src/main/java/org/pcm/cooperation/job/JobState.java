package org.pcm.cooperation.job;

/** Where a job stands. The order is the ledger's encoding: append only. */
public enum JobState {
    OPEN,
    DONE,
    FAILED,
    CANCELLED
}
