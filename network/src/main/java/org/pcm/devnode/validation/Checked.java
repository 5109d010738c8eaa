package org.pcm.devnode.validation;

import org.hyperledger.fabric.protos.ledger.rwset.TxReadWriteSet;
import org.hyperledger.fabric.protos.peer.TxValidationCode;

/** A transaction after every check that needs no state. */
sealed interface Checked {
    /** It counts unless it conflicts. */
    record WellFormed(String transactionId, TxReadWriteSet set) implements Checked {}

    /** It does not count. */
    record Malformed(TxValidationCode code) implements Checked {}
}
