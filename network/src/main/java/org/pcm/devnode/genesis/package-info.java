/** The one configuration block of a devnode's channel. */
@NullMarked
package org.pcm.devnode.genesis;

import org.jspecify.annotations.NullMarked;
