/** Where a local network keeps what it has, and its ports. */
@NullMarked
package org.pcm.network.folder;

import org.jspecify.annotations.NullMarked;
