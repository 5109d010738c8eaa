/** Which transactions of a block count, by the same rules and codes as a Fabric peer. */
@NullMarked
package org.pcm.devnode.validation;

import org.jspecify.annotations.NullMarked;
