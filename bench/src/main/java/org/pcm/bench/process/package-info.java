/** Programs of the bench in JVMs of their own: started, ready, stopped, never left behind. */
@NullMarked
package org.pcm.bench.process;

import org.jspecify.annotations.NullMarked;
