/** What the ledger says, held ready for questions; made from the stored blocks alone. */
@NullMarked
package org.pcm.gateway.information.index;

import org.jspecify.annotations.NullMarked;
