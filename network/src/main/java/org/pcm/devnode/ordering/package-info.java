/** Cutting transactions into blocks and signing them as the channel's orderers do. */
@NullMarked
package org.pcm.devnode.ordering;

import org.jspecify.annotations.NullMarked;
