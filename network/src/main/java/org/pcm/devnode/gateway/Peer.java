package org.pcm.devnode.gateway;

import com.google.protobuf.ByteString;
import com.google.rpc.Code;
import org.hyperledger.fabric.protos.peer.ChaincodeAction;
import org.hyperledger.fabric.protos.peer.ChaincodeEvent;
import org.hyperledger.fabric.protos.peer.ChaincodeID;
import org.hyperledger.fabric.protos.peer.ProposalResponsePayload;
import org.pcm.devnode.chaincode.Chaincode;
import org.pcm.devnode.chaincode.Execution;
import org.pcm.devnode.chaincode.Invocation;
import org.pcm.devnode.fault.Fault;
import org.pcm.devnode.fault.Faults;
import org.pcm.devnode.ledger.WorldState;

/** Processes proposals as an endorsing peer does, up to what it would sign. */
final class Peer {
    private static final int LEAST_GOOD_STATUS = 200;
    private static final int LEAST_BAD_STATUS = 400;

    private final ProposalCheck check;
    private final Faults faults;

    /** What a peer answers to a proposal. */
    sealed interface Answer {
        /** The proposal ran well. */
        record Endorsable(Execution.Completed execution) implements Answer {}

        /**
         * It was refused, or did not run, or the chaincode said no.
         *
         * @param code as the gateway would tell it on evaluation
         */
        record Declined(Code code, String message) implements Answer {}
    }

    Peer(ProposalCheck check, Faults faults) {
        this.check = check;
        this.faults = faults;
    }

    Answer process(
            Proposed proposed,
            Invocation invocation,
            Chaincode chaincode,
            int server,
            WorldState state) {
        return check.refusal(proposed)
                .<Answer>map(why -> new Answer.Declined(Code.FAILED_PRECONDITION, why))
                .orElseGet(() -> answer(execute(invocation, chaincode, server, state)));
    }

    private Execution execute(
            Invocation invocation, Chaincode chaincode, int server, WorldState state) {
        if (faults.strikes(Fault.BROKEN_CHAINCODE)) {
            chaincode.breakConnections();
            return new Execution.Failed(
                    "failed to execute transaction "
                            + invocation.transactionId()
                            + ": error sending: chaincode stream terminated");
        }
        return chaincode.execute(invocation, server, state);
    }

    private static Answer answer(Execution execution) {
        return switch (execution) {
            case Execution.Failed(String message) ->
                    new Answer.Declined(Code.ABORTED, "error in simulation: " + message);
            case Execution.Completed completed -> answer(completed);
        };
    }

    private static Answer answer(Execution.Completed completed) {
        int status = completed.response().getStatus();
        return status >= LEAST_GOOD_STATUS && status < LEAST_BAD_STATUS
                ? new Answer.Endorsable(completed)
                : new Answer.Declined(
                        Code.UNKNOWN,
                        "chaincode response " + status + ", " + completed.response().getMessage());
    }

    /** The bytes that endorsers sign. */
    static ByteString response(Proposed proposed, Execution.Completed execution) {
        ByteString event =
                execution
                        .event()
                        .map(e -> complete(e, proposed).toByteString())
                        .orElse(ByteString.EMPTY);
        ChaincodeAction action =
                ChaincodeAction.newBuilder()
                        .setResults(execution.set().toByteString())
                        .setEvents(event)
                        .setResponse(execution.response())
                        .setChaincodeId(
                                ChaincodeID.newBuilder()
                                        .setName(proposed.chaincode())
                                        .setVersion(Chaincode.VERSION))
                        .build();
        return ProposalResponsePayload.newBuilder()
                .setProposalHash(ByteString.copyFrom(proposed.hash()))
                .setExtension(action.toByteString())
                .build()
                .toByteString();
    }

    private static ChaincodeEvent complete(ChaincodeEvent event, Proposed proposed) {
        return event.toBuilder()
                .setChaincodeId(proposed.chaincode())
                .setTxId(proposed.transactionId())
                .build();
    }
}
