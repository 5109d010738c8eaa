package org.pcm.bench.cycle;

/**
 * A job that has ended, as its owner heard of it.
 *
 * @param submitted how many tasks its owner submitted
 * @param completedOnce how many of them completed exactly once, with the right result
 * @param digest the ledger's digest over every task's end, hex
 */
public record ClosedJob(long number, int submitted, int completedOnce, String digest) {}
