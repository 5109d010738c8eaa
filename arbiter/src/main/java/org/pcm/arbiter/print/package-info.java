/** Shows blocks to people and to programs. */
@NullMarked
package org.pcm.arbiter.print;

import org.jspecify.annotations.NullMarked;
