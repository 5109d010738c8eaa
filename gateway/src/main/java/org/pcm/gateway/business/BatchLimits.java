package org.pcm.gateway.business;

/**
 * How much one transaction takes. The first event always fits.
 *
 * @param submissions at most the protocol's 512
 * @param characters at most the protocol's 2,097,152
 * @param tasks tasks named by all commands together; beyond some 1,500 a transaction only gets
 *     slower
 */
public record BatchLimits(int submissions, int characters, int tasks) {
    /** The protocol's bounds, and the task count measured to be best. */
    public static final BatchLimits DEFAULT = new BatchLimits(512, 2_097_152, 1_500);
}
