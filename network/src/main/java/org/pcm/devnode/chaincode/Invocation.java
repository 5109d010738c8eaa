package org.pcm.devnode.chaincode;

import org.hyperledger.fabric.protos.peer.ChaincodeInput;
import org.hyperledger.fabric.protos.peer.SignedProposal;

/** What a chaincode is asked to do. */
public record Invocation(
        String channel, String transactionId, ChaincodeInput input, SignedProposal proposal) {}
