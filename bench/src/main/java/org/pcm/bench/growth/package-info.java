/** How rate and memory move while the ledger grows. */
@NullMarked
package org.pcm.bench.growth;

import org.jspecify.annotations.NullMarked;
