package org.pcm.bench.cycle;

import org.pcm.bench.measure.Timings;

/**
 * Tasks that one submission of an owner made.
 *
 * @param first the first one's number among the owner's tasks
 * @param dueNanos when the submission was due
 * @param timings where to note how long they take
 */
record SentTasks(long first, int count, long dueNanos, Timings timings) {}
