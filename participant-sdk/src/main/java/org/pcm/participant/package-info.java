/** PCM-Edge: client, agent and resource adapters. */
@NullMarked
package org.pcm.participant;

import org.jspecify.annotations.NullMarked;
