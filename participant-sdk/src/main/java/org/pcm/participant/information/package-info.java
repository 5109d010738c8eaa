/** Messages that reach or leave a participant, and the ports through which they travel. */
@NullMarked
package org.pcm.participant.information;

import org.jspecify.annotations.NullMarked;
