/** Measuring what PCM does in a second. */
@NullMarked
package org.pcm.cli.measurement;

import org.jspecify.annotations.NullMarked;
