package org.pcm.devnode.chaincode;

import org.hyperledger.fabric.protos.peer.ChaincodeInput;
import org.hyperledger.fabric.protos.peer.SignedProposal;

/** What a chaincode is asked to do. */
public record Invocation(
        String channel, String transactionId, ChaincodeInput input, SignedProposal proposal) {

    /**
     * The same under another transaction id, for a server that has just answered this one. A shim
     * forgets a transaction some time after its answer; one that came again before that would be
     * forgotten in its place and never end.
     */
    public Invocation again() {
        return new Invocation(channel, transactionId + "-again", input, proposal);
    }
}
