/** Streams of committed blocks. */
@NullMarked
package org.pcm.devnode.deliver;

import org.jspecify.annotations.NullMarked;
