/** Commands of a participant (PCM-Edge): key, registration, cooperations, jobs, agent. */
@NullMarked
package org.pcm.cli.participant;

import org.jspecify.annotations.NullMarked;
