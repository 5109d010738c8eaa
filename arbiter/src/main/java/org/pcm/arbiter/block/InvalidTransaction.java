package org.pcm.arbiter.block;

import org.hyperledger.fabric.protos.peer.TxValidationCode;

/** A transaction whose form Fabric refuses, with the validation code it gives for that. */
public final class InvalidTransaction extends Exception {
    private static final long serialVersionUID = 1;

    private final TxValidationCode code;

    /** A transaction that gets the code for the reason given. */
    public InvalidTransaction(TxValidationCode code, String why) {
        super(why);
        this.code = code;
    }

    /** The code that Fabric gives to such a transaction. */
    public TxValidationCode code() {
        return code;
    }

    /** What is wrong with it, for people. */
    public String why() {
        return String.valueOf(getMessage());
    }
}
