/** The key-value state that valid transactions leave behind, and the commit hash over it. */
@NullMarked
package org.pcm.arbiter.ledger;

import org.jspecify.annotations.NullMarked;
