/** The chain as it lies on disk, the state computed from it, and who waits for what. */
@NullMarked
package org.pcm.devnode.ledger;

import org.jspecify.annotations.NullMarked;
