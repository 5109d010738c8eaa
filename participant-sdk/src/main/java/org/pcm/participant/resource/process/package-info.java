/** Runs tasks as sandboxed processes whose launcher outlives the agent. */
@NullMarked
package org.pcm.participant.resource.process;

import org.jspecify.annotations.NullMarked;
