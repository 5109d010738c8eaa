/** The checks of a chain of blocks, and what they find. */
@NullMarked
package org.pcm.arbiter.chain;

import org.jspecify.annotations.NullMarked;
