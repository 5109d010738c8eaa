/** PCM-Edge: the agent that puts the four planes together, and its site file. */
@NullMarked
package org.pcm.participant;

import org.jspecify.annotations.NullMarked;
