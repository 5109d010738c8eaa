/** The rules of cooperation: a pure, deterministic state machine. */
@NullMarked
package org.pcm.cooperation;

import org.jspecify.annotations.NullMarked;
