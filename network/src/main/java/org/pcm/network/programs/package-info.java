/** Fabric's programs: found on this machine, or downloaded. */
@NullMarked
package org.pcm.network.programs;

import org.jspecify.annotations.NullMarked;
