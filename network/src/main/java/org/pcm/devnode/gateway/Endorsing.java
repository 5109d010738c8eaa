package org.pcm.devnode.gateway;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.rpc.Code;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.hyperledger.fabric.protos.common.Envelope;
import org.hyperledger.fabric.protos.common.Payload;
import org.hyperledger.fabric.protos.gateway.ErrorDetail;
import org.hyperledger.fabric.protos.ledger.rwset.TxReadWriteSet;
import org.hyperledger.fabric.protos.peer.ChaincodeActionPayload;
import org.hyperledger.fabric.protos.peer.ChaincodeEndorsedAction;
import org.hyperledger.fabric.protos.peer.Transaction;
import org.hyperledger.fabric.protos.peer.TransactionAction;
import org.jspecify.annotations.Nullable;
import org.pcm.devnode.chaincode.Chaincode;
import org.pcm.devnode.fault.Fault;
import org.pcm.devnode.fault.Faults;
import org.pcm.devnode.gateway.Asking.Reply;
import org.pcm.devnode.identity.Organisation;
import org.pcm.devnode.ledger.Ledger;
import org.pcm.devnode.ledger.WorldState;
import org.pcm.devnode.validation.ConflictCheck;
import org.pcm.devnode.validation.OwnEndorsements;

/**
 * Collects endorsements of a proposal as Fabric's gateway does. Where the client names nobody, the
 * peer of the gateway's own organisation comes first and its answer is the yardstick: an
 * organisation that fails or answers otherwise is replaced by another as long as the policy can
 * still be satisfied. Organisations that the client names must all agree.
 */
final class Endorsing {
    private static final String MISMATCH = "ProposalResponsePayloads do not match";

    private final List<Organisation> organisations;
    private final int majority;
    private final Peer peer;
    private final Ledger ledger;
    private final OwnEndorsements endorsements;
    private final Faults faults;
    private final PeerErrors errors;

    Endorsing(
            List<Organisation> organisations,
            int majority,
            Peer peer,
            Ledger ledger,
            OwnEndorsements endorsements,
            Faults faults,
            PeerErrors errors) {
        this.organisations = List.copyOf(organisations);
        this.majority = majority;
        this.peer = peer;
        this.ledger = ledger;
        this.endorsements = endorsements;
        this.faults = faults;
        this.errors = errors;
    }

    /** Those who answered alike, and what they answered. */
    private record Agreement(Reply.Yes yardstick, List<Organisation> endorsers) {}

    /**
     * Endorses a proposal.
     *
     * @param named the organisations that shall endorse; empty for as many as the policy wants
     * @return the transaction, which the client signs
     */
    Envelope endorse(Proposed proposed, Chaincode chaincode, List<String> named) throws RpcError {
        List<Organisation> wanted = wanted(named);
        Agreement agreement =
                agree(
                        new Asking(
                                peer, proposed, proposed.invocation(), chaincode, ledger.state()),
                        wanted);
        if (faults.mayStrike(Fault.CONFLICT)) {
            agreement = outdated(proposed, chaincode, wanted, agreement);
        }
        return transaction(proposed, agreement.yardstick().response(), agreement.endorsers());
    }

    private List<Organisation> wanted(List<String> named) throws RpcError {
        Set<String> missing = new LinkedHashSet<>(named);
        organisations.forEach(org -> missing.remove(org.mspId()));
        if (!missing.isEmpty()) {
            throw new RpcError(
                    Code.UNAVAILABLE,
                    "failed to find any endorsing peers for org(s): " + String.join(", ", missing));
        }
        return organisations.stream().filter(org -> named.contains(org.mspId())).toList();
    }

    private Agreement agree(Asking asking, List<Organisation> wanted) throws RpcError {
        return wanted.isEmpty() ? majority(asking) : all(asking, wanted);
    }

    private Agreement all(Asking asking, List<Organisation> wanted) throws RpcError {
        List<Reply> replies = asking.ask(wanted);
        Reply.Yes yardstick =
                replies.stream()
                        .filter(Reply.Yes.class::isInstance)
                        .map(Reply.Yes.class::cast)
                        .findFirst()
                        .orElse(null);
        List<ErrorDetail> details = new ArrayList<>();
        for (int i = 0; i < wanted.size(); i++) {
            objection(wanted.get(i), replies.get(i), yardstick).ifPresent(details::add);
        }
        if (yardstick == null || !details.isEmpty()) {
            throw tooFew(details);
        }
        return new Agreement(yardstick, wanted);
    }

    private Agreement majority(Asking asking) throws RpcError {
        Organisation own = organisations.get(0);
        return switch (asking.ask(own)) {
            case Reply.No(Peer.Answer.Declined no) ->
                    throw new RpcError(
                            Code.ABORTED,
                            "failed to endorse transaction, see attached details for more info",
                            List.of(errors.detail(own, no.message())));
            case Reply.Yes yardstick -> majority(asking, yardstick);
        };
    }

    /** Asks as many others as are needed, and others in their place while there are enough. */
    private Agreement majority(Asking asking, Reply.Yes yardstick) throws RpcError {
        List<Organisation> endorsers = new ArrayList<>(organisations.subList(0, 1));
        Deque<Organisation> others =
                new ArrayDeque<>(organisations.subList(1, organisations.size()));
        List<ErrorDetail> details = new ArrayList<>();
        while (endorsers.size() < majority) {
            if (endorsers.size() + others.size() < majority) {
                throw tooFew(details);
            }
            List<Organisation> next = new ArrayList<>();
            while (endorsers.size() + next.size() < majority) {
                next.add(others.remove());
            }
            List<Reply> replies = asking.ask(next);
            for (int i = 0; i < next.size(); i++) {
                Optional<ErrorDetail> objection = objection(next.get(i), replies.get(i), yardstick);
                objection.ifPresent(details::add);
                if (objection.isEmpty()) {
                    endorsers.add(next.get(i));
                }
            }
        }
        return new Agreement(yardstick, endorsers);
    }

    /** Why a reply does not count beside the yardstick; empty when it does. */
    private Optional<ErrorDetail> objection(
            Organisation org, Reply reply, Reply.@Nullable Yes yardstick) {
        return switch (reply) {
            case Reply.No(Peer.Answer.Declined no) -> Optional.of(errors.detail(org, no.message()));
            case Reply.Yes yes ->
                    yardstick == null || yes.response().equals(yardstick.response())
                            ? Optional.empty()
                            : Optional.of(errors.detail(org, MISMATCH));
        };
    }

    private static RpcError tooFew(List<ErrorDetail> details) {
        return new RpcError(
                Code.ABORTED,
                "failed to collect enough transaction endorsements, see attached details for more"
                        + " info",
                details);
    }

    /**
     * The agreement of peers that lag behind far enough to conflict, or the current one when none
     * can or shall.
     */
    private Agreement outdated(
            Proposed proposed, Chaincode chaincode, List<Organisation> wanted, Agreement current) {
        TxReadWriteSet set = current.yardstick().answer().execution().set();
        Optional<WorldState> old =
                ledger.earlierStates().stream().filter(state -> conflicts(set, state)).findFirst();
        if (old.isEmpty() || !faults.strikes(Fault.CONFLICT)) {
            return current;
        }
        try {
            return agree(
                    new Asking(peer, proposed, proposed.invocation().again(), chaincode, old.get()),
                    wanted);
        } catch (RpcError e) {
            faults.giveBack(Fault.CONFLICT);
            return current;
        }
    }

    private static boolean conflicts(TxReadWriteSet set, WorldState state) {
        try {
            return ConflictCheck.conflicts(set, state);
        } catch (InvalidProtocolBufferException e) {
            throw new IllegalStateException("an own read set does not parse", e);
        }
    }

    private Envelope transaction(
            Proposed proposed, ByteString response, List<Organisation> endorsers) {
        byte[] bytes = response.toByteArray();
        ChaincodeEndorsedAction.Builder action =
                ChaincodeEndorsedAction.newBuilder().setProposalResponsePayload(response);
        action.addAllEndorsements(
                endorsements.make(endorsers.stream().map(Organisation::peer).toList(), bytes));
        ChaincodeActionPayload payload =
                ChaincodeActionPayload.newBuilder()
                        .setChaincodeProposalPayload(proposed.payload())
                        .setAction(action)
                        .build();
        Transaction transaction =
                Transaction.newBuilder()
                        .addActions(
                                TransactionAction.newBuilder()
                                        .setHeader(proposed.header().getSignatureHeader())
                                        .setPayload(payload.toByteString()))
                        .build();
        return Envelope.newBuilder()
                .setPayload(
                        Payload.newBuilder()
                                .setHeader(proposed.header())
                                .setData(transaction.toByteString())
                                .build()
                                .toByteString())
                .build();
    }
}
