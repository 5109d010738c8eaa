/** The commands behind pcm, and the demo. */
@NullMarked
package org.pcm.cli;

import org.jspecify.annotations.NullMarked;
