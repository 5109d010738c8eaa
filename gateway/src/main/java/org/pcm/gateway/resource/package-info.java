/** What the coordinator needs of outside systems. */
@NullMarked
package org.pcm.gateway.resource;

import org.jspecify.annotations.NullMarked;
