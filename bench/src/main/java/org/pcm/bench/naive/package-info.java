/**
 * What PCM is compared with: one key a task and one transaction a step, as most first applications
 * do it.
 */
@NullMarked
package org.pcm.bench.naive;

import org.jspecify.annotations.NullMarked;
