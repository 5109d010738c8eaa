package org.pcm.devnode.gateway;

import com.google.protobuf.InvalidProtocolBufferException;
import com.google.rpc.Code;
import io.grpc.Status;
import io.grpc.stub.ServerCallStreamObserver;
import io.grpc.stub.StreamObserver;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.hyperledger.fabric.protos.common.Envelope;
import org.hyperledger.fabric.protos.gateway.ChaincodeEventsRequest;
import org.hyperledger.fabric.protos.gateway.ChaincodeEventsResponse;
import org.hyperledger.fabric.protos.gateway.CommitStatusRequest;
import org.hyperledger.fabric.protos.gateway.CommitStatusResponse;
import org.hyperledger.fabric.protos.gateway.EndorseRequest;
import org.hyperledger.fabric.protos.gateway.EndorseResponse;
import org.hyperledger.fabric.protos.gateway.ErrorDetail;
import org.hyperledger.fabric.protos.gateway.EvaluateRequest;
import org.hyperledger.fabric.protos.gateway.EvaluateResponse;
import org.hyperledger.fabric.protos.gateway.GatewayGrpc;
import org.hyperledger.fabric.protos.gateway.SignedChaincodeEventsRequest;
import org.hyperledger.fabric.protos.gateway.SignedCommitStatusRequest;
import org.hyperledger.fabric.protos.gateway.SubmitRequest;
import org.hyperledger.fabric.protos.gateway.SubmitResponse;
import org.pcm.devnode.chaincode.Chaincode;
import org.pcm.devnode.deliver.BlockPump;
import org.pcm.devnode.deliver.Outlet;
import org.pcm.devnode.fault.Fault;
import org.pcm.devnode.gateway.Peer.Answer.Declined;
import org.pcm.devnode.identity.Organisation;
import org.pcm.devnode.ledger.TransactionStatus;
import org.pcm.devnode.ordering.Orderer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Fabric's Gateway service, with the errors a peer of Fabric gives. */
public final class GatewayService extends GatewayGrpc.GatewayImplBase {
    private static final Logger LOG = LoggerFactory.getLogger(GatewayService.class);

    private final GatewayParts parts;
    private final Access access;
    private final PeerErrors errors;
    private final Peer peer;
    private final Endorsing endorsing;

    public GatewayService(GatewayParts parts) {
        this.parts = parts;
        this.access = new Access(parts.channel(), parts.membership());
        this.errors = new PeerErrors(parts.address());
        this.peer = new Peer(new ProposalCheck(parts.membership(), parts.ledger()), parts.faults());
        this.endorsing =
                new Endorsing(
                        parts.organisations(),
                        parts.majority(),
                        peer,
                        parts.ledger(),
                        parts.endorsements(),
                        parts.faults(),
                        errors);
    }

    @Override
    public void evaluate(EvaluateRequest request, StreamObserver<EvaluateResponse> response) {
        reply(response, () -> evaluate(request));
    }

    private EvaluateResponse evaluate(EvaluateRequest request) throws RpcError {
        String prefix = "failed to unpack transaction proposal: ";
        require(
                !request.getProposedTransaction().getProposalBytes().isEmpty(),
                prefix + "a signed proposal is required");
        try {
            return evaluate(Proposed.read(request.getProposedTransaction()));
        } catch (Proposed.Malformed e) {
            throw e.toError(prefix);
        }
    }

    private EvaluateResponse evaluate(Proposed proposed) throws RpcError {
        if (!proposed.channel().equals(parts.channel())) {
            throw new RpcError(Code.UNAVAILABLE, noChannel(proposed.channel()));
        }
        Chaincode chaincode = parts.chaincodes().get(proposed.chaincode());
        if (chaincode == null) {
            throw new RpcError(
                    Code.FAILED_PRECONDITION,
                    "no peers available to evaluate chaincode "
                            + proposed.chaincode()
                            + " in channel "
                            + proposed.channel());
        }
        return evaluate(proposed, chaincode);
    }

    /** Asks one peer after the other while they cannot answer; a chaincode's own no is final. */
    private EvaluateResponse evaluate(Proposed proposed, Chaincode chaincode) throws RpcError {
        Asking asking =
                new Asking(
                        peer, proposed, proposed.invocation(), chaincode, parts.ledger().state());
        List<ErrorDetail> details = new ArrayList<>();
        for (Organisation org : parts.organisations()) {
            switch (asking.ask(org)) {
                case Asking.Reply.Yes yes -> {
                    return EvaluateResponse.newBuilder()
                            .setResult(yes.answer().execution().response())
                            .build();
                }
                case Asking.Reply.No(Declined declined) -> {
                    details.add(errors.detail(org, declined.message()));
                    if (declined.code() != Code.ABORTED) {
                        throw new RpcError(
                                declined.code(),
                                "evaluate call to endorser returned error: " + declined.message(),
                                details);
                    }
                }
            }
        }
        throw new RpcError(
                Code.ABORTED,
                "failed to evaluate transaction, see attached details for more info",
                details);
    }

    @Override
    public void endorse(EndorseRequest request, StreamObserver<EndorseResponse> response) {
        reply(response, () -> endorse(request));
    }

    private EndorseResponse endorse(EndorseRequest request) throws RpcError {
        require(
                !request.getProposedTransaction().getProposalBytes().isEmpty(),
                "the proposed transaction must contain a signed proposal");
        try {
            return endorse(request, Proposed.read(request.getProposedTransaction()));
        } catch (Proposed.Malformed e) {
            throw e.toError("");
        }
    }

    private EndorseResponse endorse(EndorseRequest request, Proposed proposed) throws RpcError {
        Chaincode chaincode =
                proposed.channel().equals(parts.channel())
                        ? parts.chaincodes().get(proposed.chaincode())
                        : null;
        if (chaincode == null) {
            throw noEndorsers(proposed, request.getEndorsingOrganizationsList());
        }
        parts.faults().delay();
        Envelope transaction =
                endorsing.endorse(proposed, chaincode, request.getEndorsingOrganizationsList());
        return EndorseResponse.newBuilder().setPreparedTransaction(transaction).build();
    }

    private static RpcError noEndorsers(Proposed proposed, List<String> named) {
        return named.isEmpty()
                ? new RpcError(
                        Code.FAILED_PRECONDITION,
                        "no combination of peers can be derived which satisfy the endorsement"
                                + " policy: No metadata was found for chaincode "
                                + proposed.chaincode()
                                + " in channel "
                                + proposed.channel())
                : new RpcError(
                        Code.UNAVAILABLE,
                        "failed to find any endorsing peers for org(s): "
                                + String.join(", ", named));
    }

    @Override
    public void submit(SubmitRequest request, StreamObserver<SubmitResponse> response) {
        reply(response, () -> submit(request));
    }

    private SubmitResponse submit(SubmitRequest request) throws RpcError {
        Envelope transaction = request.getPreparedTransaction();
        require(request.hasPreparedTransaction(), "a prepared transaction is required");
        require(!transaction.getSignature().isEmpty(), "prepared transaction must be signed");
        if (!request.getChannelId().equals(parts.channel())) {
            throw new RpcError(Code.FAILED_PRECONDITION, noChannel(request.getChannelId()));
        }
        parts.faults().delay();
        Optional<Orderer.Rejection> rejection = parts.orderer().order(transaction);
        if (rejection.isPresent()) {
            throw rejected(rejection.get());
        }
        if (parts.faults().strikes(Fault.LOST_REPLY)) {
            throw new RpcError(Code.UNAVAILABLE, "the devnode lost this reply on request");
        }
        return SubmitResponse.getDefaultInstance();
    }

    private RpcError rejected(Orderer.Rejection rejection) {
        String message =
                "received unsuccessful response from orderer: status="
                        + rejection.status()
                        + ", info="
                        + rejection.info();
        return new RpcError(
                Code.UNAVAILABLE,
                "insufficient number of orderers could successfully process transaction to satisfy"
                        + " quorum requirement",
                parts.organisations().stream()
                        .limit(parts.refusals())
                        .map(org -> errors.detail(org, message))
                        .toList());
    }

    @Override
    public void commitStatus(
            SignedCommitStatusRequest signed, StreamObserver<CommitStatusResponse> response) {
        try {
            require(!signed.getRequest().isEmpty(), "a commit status request is required");
            CommitStatusRequest request = CommitStatusRequest.parseFrom(signed.getRequest());
            check(request);
            access.check(
                    request.getChannelId(),
                    request.getIdentity(),
                    signed.getSignature(),
                    signed.getRequest());
            answerOnCommit(request.getTransactionId(), response);
        } catch (RpcError e) {
            response.onError(e.toStatus());
        } catch (InvalidProtocolBufferException e) {
            response.onError(
                    new RpcError(Code.INVALID_ARGUMENT, "invalid status request: " + e.getMessage())
                            .toStatus());
        }
    }

    private static void check(CommitStatusRequest request) throws RpcError {
        require(!request.getIdentity().isEmpty(), "no identity provided");
        require(!request.getChannelId().isEmpty(), "no channel ID provided");
        require(!request.getTransactionId().isEmpty(), "transaction ID should not be empty");
    }

    private static void require(boolean holds, String otherwise) throws RpcError {
        if (!holds) {
            throw new RpcError(Code.INVALID_ARGUMENT, otherwise);
        }
    }

    /** An id that never comes is waited for until the client's deadline, as a peer does. */
    private void answerOnCommit(
            String transactionId, StreamObserver<CommitStatusResponse> response) {
        ServerCallStreamObserver<CommitStatusResponse> stream =
                (ServerCallStreamObserver<CommitStatusResponse>) response;
        Runnable forget = parts.ledger().listen(transactionId, status -> answer(stream, status));
        stream.setOnCancelHandler(forget);
    }

    private static void answer(
            ServerCallStreamObserver<CommitStatusResponse> stream, TransactionStatus status) {
        if (!stream.isCancelled()) {
            stream.onNext(
                    CommitStatusResponse.newBuilder()
                            .setResultValue(status.code())
                            .setBlockNumber(status.block())
                            .build());
            stream.onCompleted();
        }
    }

    @Override
    public void chaincodeEvents(
            SignedChaincodeEventsRequest signed, StreamObserver<ChaincodeEventsResponse> response) {
        Outlet<ChaincodeEventsResponse> outlet =
                new Outlet<>(
                        (ServerCallStreamObserver<ChaincodeEventsResponse>) response,
                        parts.faults());
        try {
            ChaincodeEventsRequest request = ChaincodeEventsRequest.parseFrom(signed.getRequest());
            access.check(
                    request.getChannelId(),
                    request.getIdentity(),
                    signed.getSignature(),
                    signed.getRequest());
            EventRequest events = EventRequest.of(request, parts.ledger());
            parts.pump()
                    .start(
                            outlet,
                            new BlockPump.Range(events.firstBlock(), -1L),
                            events::events,
                            () -> {});
        } catch (RpcError e) {
            response.onError(e.toStatus());
        } catch (InvalidProtocolBufferException e) {
            response.onError(
                    new RpcError(
                                    Code.INVALID_ARGUMENT,
                                    "invalid chaincode events request: " + e.getMessage())
                            .toStatus());
        }
    }

    private static String noChannel(String channel) {
        return "failed to get config for channel ["
                + channel
                + "]: could not get last config for channel "
                + channel;
    }

    private static <T> void reply(StreamObserver<T> response, Callable<T> body) {
        T message;
        try {
            message = body.call();
        } catch (RpcError e) {
            response.onError(e.toStatus());
            return;
        } catch (Exception e) {
            LOG.error("a call failed", e);
            response.onError(Status.INTERNAL.withDescription(e.toString()).asRuntimeException());
            return;
        }
        response.onNext(message);
        response.onCompleted();
    }
}
