/** The consumption event queue: what came in, in order, handled once. */
@NullMarked
package org.pcm.participant.business;

import org.jspecify.annotations.NullMarked;
