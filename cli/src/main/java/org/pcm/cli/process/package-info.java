/** Other pcm processes: started, awaited, stopped, killed. */
@NullMarked
package org.pcm.cli.process;

import org.jspecify.annotations.NullMarked;
