/** Figures out of single observations: durations and rates. */
@NullMarked
package org.pcm.bench.measure;

import org.jspecify.annotations.NullMarked;
