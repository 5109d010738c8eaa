/** What a Fabric block says, taken apart without judging it. */
@NullMarked
package org.pcm.arbiter.block;

import org.jspecify.annotations.NullMarked;
