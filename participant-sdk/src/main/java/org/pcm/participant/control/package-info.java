/** Decides: pulls events, weighs offers, answers. */
@NullMarked
package org.pcm.participant.control;

import org.jspecify.annotations.NullMarked;
