package org.pcm.arbiter.block;

import com.google.protobuf.ByteString;
import java.util.List;
import org.hyperledger.fabric.protos.common.SignatureHeader;
import org.hyperledger.fabric.protos.peer.ChaincodeActionPayload;
import org.hyperledger.fabric.protos.peer.ProposalResponsePayload;
import org.hyperledger.fabric.protos.peer.TransactionAction;
import org.hyperledger.fabric.protos.peer.TxValidationCode;
import org.pcm.arbiter.signature.Sha256;

/**
 * The one action of a chaincode transaction, bound to its proposal.
 *
 * @param proposal the serialised {@code ChaincodeProposalPayload} (without transient data)
 * @param response the serialised {@code ProposalResponsePayload}: what each endorsement covers,
 *     followed by the endorser
 * @param extension the serialised {@code ChaincodeAction} in the response
 */
public record EndorsedAction(
        ByteString proposal,
        ByteString response,
        ByteString extension,
        List<Endorsement> endorsements) {

    /** Copies the list. */
    public EndorsedAction {
        endorsements = List.copyOf(endorsements);
    }

    /**
     * One endorser's signature over {@code response ‖ endorser}.
     *
     * @param endorser a serialised identity
     * @param signature DER
     */
    public record Endorsement(ByteString endorser, ByteString signature) {}

    static EndorsedAction parse(TransactionHeader header, ByteString content)
            throws InvalidTransaction {
        try {
            var transaction =
                    Wire.parse(
                            org.hyperledger.fabric.protos.peer.Transaction.parser(),
                            content,
                            "the transaction");
            if (transaction.getActionsCount() != 1) {
                throw new Malformed(
                        "the transaction has " + transaction.getActionsCount() + " actions, not 1");
            }
            return parse(header, transaction.getActions(0));
        } catch (Malformed e) {
            throw new InvalidTransaction(TxValidationCode.INVALID_ENDORSER_TRANSACTION, e.why());
        }
    }

    private static EndorsedAction parse(TransactionHeader header, TransactionAction action)
            throws Malformed {
        SignatureHeader signer =
                Wire.parse(SignatureHeader.parser(), action.getHeader(), "the action's header");
        if (signer.getNonce().isEmpty() || signer.getCreator().isEmpty()) {
            throw new Malformed("the action's header has no nonce or no creator");
        }
        ChaincodeActionPayload payload =
                Wire.parse(
                        ChaincodeActionPayload.parser(),
                        action.getPayload(),
                        "the action's payload");
        ByteString response = payload.getAction().getProposalResponsePayload();
        ProposalResponsePayload opened =
                Wire.parse(ProposalResponsePayload.parser(), response, "the proposal response");
        ByteString proposal = payload.getChaincodeProposalPayload();
        if (!Sha256.of(header.channelHeader(), action.getHeader(), proposal)
                .equals(opened.getProposalHash())) {
            throw new Malformed("the proposal hash does not match");
        }
        List<Endorsement> endorsements =
                payload.getAction().getEndorsementsList().stream()
                        .map(e -> new Endorsement(e.getEndorser(), e.getSignature()))
                        .toList();
        return new EndorsedAction(proposal, response, opened.getExtension(), endorsements);
    }
}
