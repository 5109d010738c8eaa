/** The port through which work is run, and what is remembered about each attempt. */
@NullMarked
package org.pcm.participant.resource;

import org.jspecify.annotations.NullMarked;
