/** The channel and the chaincodes on it. */
@NullMarked
package org.pcm.network.lifecycle;

import org.jspecify.annotations.NullMarked;
