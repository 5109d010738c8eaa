package org.pcm.gateway.business;

/**
 * How much one transaction takes. The first event always fits.
 *
 * @param submissions at most the protocol's 2,048
 * @param characters at most the protocol's 2,097,152
 * @param tasks tasks named by all commands together: on a real network a transaction costs some 100
 *     ms of CPU time besides what its tasks cost, which few tasks would not be worth
 */
public record BatchLimits(int submissions, int characters, int tasks) {
    /** The protocol's bounds, and the task count measured to be best. */
    public static final BatchLimits DEFAULT = new BatchLimits(2_048, 2_097_152, 8_192);
}
