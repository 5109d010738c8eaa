/**
 * The load on PCM: participants that submit tasks and answer offers, as agents do, without running
 * anything.
 */
@NullMarked
package org.pcm.bench.cycle;

import org.jspecify.annotations.NullMarked;
