/** Where blocks come from: a block file or a gateway. */
@NullMarked
package org.pcm.arbiter.source;

import org.jspecify.annotations.NullMarked;
