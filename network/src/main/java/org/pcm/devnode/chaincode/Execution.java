package org.pcm.devnode.chaincode;

import java.util.Optional;
import org.hyperledger.fabric.protos.ledger.rwset.TxReadWriteSet;
import org.hyperledger.fabric.protos.peer.ChaincodeEvent;
import org.hyperledger.fabric.protos.peer.Response;

/** How one run of a chaincode ended. */
public sealed interface Execution {
    /** The chaincode answered, be it with an error status. */
    record Completed(Response response, Optional<ChaincodeEvent> event, TxReadWriteSet set)
            implements Execution {}

    /**
     * The peer could not get an answer.
     *
     * @param message as a peer says it
     */
    record Failed(String message) implements Execution {}
}
