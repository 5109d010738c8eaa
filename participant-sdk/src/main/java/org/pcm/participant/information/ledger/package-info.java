/**
 * The ledger's own bytes, verified block by block: what a gateway says is believed only if it lies
 * there.
 */
@NullMarked
package org.pcm.participant.information.ledger;

import org.jspecify.annotations.NullMarked;
