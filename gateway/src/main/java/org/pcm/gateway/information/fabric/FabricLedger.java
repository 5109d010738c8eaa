package org.pcm.gateway.information.fabric;

import java.util.List;
import java.util.stream.Collectors;
import org.hyperledger.fabric.client.Commit;
import org.hyperledger.fabric.client.CommitStatusException;
import org.hyperledger.fabric.client.Contract;
import org.hyperledger.fabric.client.EndorseException;
import org.hyperledger.fabric.client.GatewayException;
import org.hyperledger.fabric.client.Proposal;
import org.hyperledger.fabric.client.Status;
import org.hyperledger.fabric.client.SubmitException;
import org.hyperledger.fabric.client.Transaction;
import org.hyperledger.fabric.protos.gateway.CommitStatusRequest;
import org.hyperledger.fabric.protos.gateway.SignedCommitStatusRequest;
import org.hyperledger.fabric.protos.msp.SerializedIdentity;
import org.hyperledger.fabric.protos.peer.TxValidationCode;
import org.pcm.cooperation.page.PageKeys;
import org.pcm.gateway.information.message.LaneHead;
import org.pcm.gateway.information.port.Fate;
import org.pcm.gateway.information.port.Ledger;
import org.pcm.gateway.information.port.LedgerUnreachable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * {@link Ledger} by the official client. A submit that fails is never taken at its word: orderers
 * report failures for transactions that then commit, so the commit status decides.
 */
public final class FabricLedger implements Ledger {
    private static final Logger LOG = LoggerFactory.getLogger(FabricLedger.class);
    private static final String PAGE = "page";

    private final FabricLink link;
    private final Contract contract;

    public FabricLedger(FabricLink link) {
        this.link = link;
        this.contract =
                link.gateway()
                        .getNetwork(link.profile().channel())
                        .getContract(link.profile().chaincode());
    }

    @Override
    public Fate submit(String function, List<String> arguments) {
        Transaction transaction;
        try {
            transaction = endorse(function, arguments);
        } catch (EndorseException e) {
            return new Fate.NotSent(why(e));
        }
        try {
            return fate(transaction.submitAsync());
        } catch (SubmitException e) {
            LOG.debug("{}: submit failed, asking for its status", transaction.getTransactionId());
            return ask(transaction.getTransactionId());
        }
    }

    private Transaction endorse(String function, List<String> arguments) throws EndorseException {
        List<String> named = link.profile().endorsers();
        try {
            return proposal(function, arguments, named).endorse();
        } catch (EndorseException e) {
            if (named.isEmpty() || isChaincodesNo(e)) {
                throw e;
            }
            LOG.info(
                    "the named organisations did not endorse ({}); leaving it to the peer", why(e));
            return proposal(function, arguments, List.of()).endorse();
        }
    }

    /** The chaincode said no, as opposed to an organisation that is away. */
    private static boolean isChaincodesNo(EndorseException e) {
        return e.getDetails().stream()
                .anyMatch(detail -> detail.getMessage().contains("chaincode response"));
    }

    private Proposal proposal(String function, List<String> arguments, List<String> endorsers) {
        Proposal.Builder builder =
                contract.newProposal(function).addArguments(arguments.toArray(String[]::new));
        if (!endorsers.isEmpty()) {
            builder.setEndorsingOrganizations(endorsers.toArray(String[]::new));
        }
        return builder.build();
    }

    @Override
    public Fate ask(String transactionId) {
        CommitStatusRequest request =
                CommitStatusRequest.newBuilder()
                        .setChannelId(link.profile().channel())
                        .setTransactionId(transactionId)
                        .setIdentity(identity().toByteString())
                        .build();
        byte[] unsigned =
                SignedCommitStatusRequest.newBuilder()
                        .setRequest(request.toByteString())
                        .build()
                        .toByteArray();
        return fate(link.gateway().newCommit(unsigned));
    }

    private SerializedIdentity identity() {
        return SerializedIdentity.newBuilder()
                .setMspid(link.gateway().getIdentity().getMspId())
                .setIdBytes(
                        com.google.protobuf.ByteString.copyFrom(
                                link.gateway().getIdentity().getCredentials()))
                .build();
    }

    private static Fate fate(Commit commit) {
        try {
            Status status = commit.getStatus();
            if (status.isSuccessful()) {
                return new Fate.Committed(status.getTransactionId(), status.getBlockNumber());
            }
            return new Fate.Invalid(
                    status.getTransactionId(),
                    status.getBlockNumber(),
                    isConflict(status.getCode()),
                    status.getCode().name());
        } catch (CommitStatusException e) {
            return new Fate.Unknown(commit.getTransactionId(), why(e));
        }
    }

    private static boolean isConflict(TxValidationCode code) {
        return code == TxValidationCode.MVCC_READ_CONFLICT
                || code == TxValidationCode.PHANTOM_READ_CONFLICT;
    }

    @Override
    public long version(String lane) throws LedgerUnreachable {
        return LaneHead.read(lane, page(PageKeys.head(lane))).version();
    }

    /** The bytes of a page, empty where there is none; reads one peer. */
    public byte[] page(String key) throws LedgerUnreachable {
        try {
            return contract.evaluateTransaction(PAGE, key);
        } catch (GatewayException e) {
            throw new LedgerUnreachable("the peer does not answer: " + why(e), e);
        }
    }

    private static String why(GatewayException e) {
        String details =
                e.getDetails().stream()
                        .map(detail -> detail.getMspId() + ": " + detail.getMessage())
                        .collect(Collectors.joining("; "));
        return details.isEmpty() ? String.valueOf(e.getStatus()) : details;
    }
}
