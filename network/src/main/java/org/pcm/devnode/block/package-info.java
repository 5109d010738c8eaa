/** What a block and a transaction are made of, and how Fabric hashes them. */
@NullMarked
package org.pcm.devnode.block;

import org.jspecify.annotations.NullMarked;
