/** Raw blocks, kept as they came. */
@NullMarked
package org.pcm.gateway.information.block;

import org.jspecify.annotations.NullMarked;
