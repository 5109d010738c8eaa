package org.pcm.devnode.gateway;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.rpc.Code;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.stream.IntStream;
import org.hyperledger.fabric.protos.common.Envelope;
import org.hyperledger.fabric.protos.common.Payload;
import org.hyperledger.fabric.protos.gateway.ErrorDetail;
import org.hyperledger.fabric.protos.ledger.rwset.TxReadWriteSet;
import org.hyperledger.fabric.protos.peer.ChaincodeActionPayload;
import org.hyperledger.fabric.protos.peer.ChaincodeEndorsedAction;
import org.hyperledger.fabric.protos.peer.Transaction;
import org.hyperledger.fabric.protos.peer.TransactionAction;
import org.pcm.devnode.chaincode.Chaincode;
import org.pcm.devnode.fault.Fault;
import org.pcm.devnode.fault.Faults;
import org.pcm.devnode.gateway.Peer.Answer.Declined;
import org.pcm.devnode.gateway.Peer.Answer.Endorsable;
import org.pcm.devnode.identity.Organisation;
import org.pcm.devnode.ledger.Ledger;
import org.pcm.devnode.ledger.WorldState;
import org.pcm.devnode.validation.ConflictCheck;
import org.pcm.devnode.validation.OwnEndorsements;

/**
 * Collects endorsements of a proposal. Each of the chaincode's servers runs it once; all must
 * answer the same, and then the organisations' peers sign. A chaincode that answers differently in
 * two processes would, on a real network, fail now and then; here it fails always.
 */
final class Endorsing {
    private final List<Organisation> organisations;
    private final int majority;
    private final Peer peer;
    private final Ledger ledger;
    private final OwnEndorsements endorsements;
    private final Faults faults;
    private final PeerErrors errors;
    private final Executor executor = task -> Thread.ofVirtual().name("endorse").start(task);

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

    /**
     * Endorses a proposal.
     *
     * @param named the organisations that shall endorse; empty for as many as the policy wants
     * @return the transaction, which the client signs
     */
    Envelope endorse(Proposed proposed, Chaincode chaincode, List<String> named) throws RpcError {
        List<Organisation> endorsers = endorsers(named);
        List<Peer.Answer> answers = run(proposed, chaincode, ledger.state());
        if (faults.mayStrike(Fault.CONFLICT)) {
            answers = outdated(proposed, chaincode, answers).orElse(answers);
        }
        ByteString response = agreed(proposed, answers, endorsers, !named.isEmpty());
        return transaction(proposed, response, endorsers);
    }

    private List<Organisation> endorsers(List<String> named) throws RpcError {
        if (named.isEmpty()) {
            return organisations.subList(0, majority);
        }
        Set<String> missing = new LinkedHashSet<>(named);
        organisations.forEach(org -> missing.remove(org.mspId()));
        if (!missing.isEmpty()) {
            throw new RpcError(
                    Code.UNAVAILABLE,
                    "failed to find any endorsing peers for org(s): " + String.join(", ", missing));
        }
        return organisations.stream().filter(org -> named.contains(org.mspId())).toList();
    }

    private List<Peer.Answer> run(Proposed proposed, Chaincode chaincode, WorldState state) {
        if (chaincode.servers() == 1) {
            return List.of(peer.process(proposed, chaincode, 0, state));
        }
        List<CompletableFuture<Peer.Answer>> running =
                IntStream.range(0, chaincode.servers())
                        .mapToObj(server ->
                                CompletableFuture.supplyAsync(
                                        () -> peer.process(proposed, chaincode, server, state),
                                        executor))
                        .toList();
        return running.stream().map(CompletableFuture::join).toList();
    }

    /**
     * The answers from peers that lag behind far enough to conflict; empty when none can or shall.
     */
    private Optional<List<Peer.Answer>> outdated(
            Proposed proposed, Chaincode chaincode, List<Peer.Answer> current) {
        if (!(current.get(0) instanceof Endorsable good)) {
            return Optional.empty();
        }
        Optional<WorldState> old =
                ledger.earlierStates().stream()
                        .filter(state -> conflicts(good.execution().set(), state))
                        .findFirst();
        if (old.isEmpty() || !faults.strikes(Fault.CONFLICT)) {
            return Optional.empty();
        }
        List<Peer.Answer> answers = run(proposed, chaincode, old.get());
        return answers.stream().allMatch(Endorsable.class::isInstance)
                ? Optional.of(answers)
                : Optional.empty();
    }

    private static boolean conflicts(TxReadWriteSet set, WorldState state) {
        try {
            return ConflictCheck.conflicts(set, state);
        } catch (InvalidProtocolBufferException e) {
            throw new IllegalStateException("an own read set does not parse", e);
        }
    }

    /** The one response that all servers gave, or the error that a gateway makes of it. */
    private ByteString agreed(
            Proposed proposed,
            List<Peer.Answer> answers,
            List<Organisation> endorsers,
            boolean named)
            throws RpcError {
        if (!named && answers.get(0) instanceof Declined first) {
            throw new RpcError(
                    Code.ABORTED,
                    "failed to endorse transaction, see attached details for more info",
                    List.of(errors.detail(organisations.get(0), first.message())));
        }
        ByteString agreed = ByteString.EMPTY;
        List<ErrorDetail> details = new ArrayList<>();
        for (int i = 0; i < Math.max(answers.size(), endorsers.size()); i++) {
            Organisation org = i < endorsers.size() ? endorsers.get(i) : organisations.get(i);
            switch (answers.get(i % answers.size())) {
                case Declined declined -> details.add(errors.detail(org, declined.message()));
                case Endorsable good -> {
                    ByteString response = Peer.response(proposed, good.execution());
                    if (agreed.isEmpty()) {
                        agreed = response;
                    } else if (!agreed.equals(response)) {
                        details.add(errors.detail(org, "ProposalResponsePayloads do not match"));
                    }
                }
            }
        }
        if (!details.isEmpty()) {
            throw new RpcError(
                    Code.ABORTED,
                    "failed to collect enough transaction endorsements, see attached details for"
                            + " more info",
                    details);
        }
        return agreed;
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
