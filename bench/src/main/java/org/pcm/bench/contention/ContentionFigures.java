package org.pcm.bench.contention;

/**
 * What became of changes that all clients sent at once.
 *
 * @param clients how many there were
 * @param sent submissions to one cooperation, that all change its roster
 * @param effective how many of them took effect
 * @param naiveSent naive transactions that all change one key
 * @param naiveEffective how many of them took effect
 */
public record ContentionFigures(
        int clients, int sent, int effective, int naiveSent, int naiveEffective) {}
