/** The certificates and keys of a local network's organisations. */
@NullMarked
package org.pcm.network.identity;

import org.jspecify.annotations.NullMarked;
