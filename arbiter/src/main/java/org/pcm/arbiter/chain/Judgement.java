package org.pcm.arbiter.chain;

import org.hyperledger.fabric.protos.peer.TxValidationCode;

/**
 * What the rules say of a transaction.
 *
 * @param why the reason where it is not valid, for people
 */
record Judgement(TxValidationCode code, String why) {
    static final Judgement VALID = new Judgement(TxValidationCode.VALID, "");

    boolean isValid() {
        return code == TxValidationCode.VALID;
    }
}
