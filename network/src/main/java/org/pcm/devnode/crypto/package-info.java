/** Who does the arithmetic of hashes and signatures. */
@NullMarked
package org.pcm.devnode.crypto;

import org.jspecify.annotations.NullMarked;
