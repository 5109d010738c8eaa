/** The programs that a measurement needs besides its load: ledger and gateway. */
@NullMarked
package org.pcm.bench.host;

import org.jspecify.annotations.NullMarked;
