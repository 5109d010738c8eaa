/** Commands that read the ledger's blocks and trust nobody. */
@NullMarked
package org.pcm.cli.ledger;

import org.jspecify.annotations.NullMarked;
