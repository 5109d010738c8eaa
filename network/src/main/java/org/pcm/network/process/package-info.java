/** Processes that outlive the command that started them. */
@NullMarked
package org.pcm.network.process;

import org.jspecify.annotations.NullMarked;
