/** One suite of protocol behaviour for the devnode and for a real network. */
@NullMarked
package org.pcm.devnode.protocol;

import org.jspecify.annotations.NullMarked;
