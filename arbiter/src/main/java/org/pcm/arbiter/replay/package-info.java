/** Computes the cooperation contract again and compares what it gives with what the ledger says. */
@NullMarked
package org.pcm.arbiter.replay;

import org.jspecify.annotations.NullMarked;
