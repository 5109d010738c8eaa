/** Hashes and ECDSA signatures, by the fastest provider that loads. */
@NullMarked
package org.pcm.arbiter.signature;

import org.jspecify.annotations.NullMarked;
