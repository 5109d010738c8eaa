/** A participant's key: made once, kept private, used to sign. */
@NullMarked
package org.pcm.participant.identity;

import org.jspecify.annotations.NullMarked;
