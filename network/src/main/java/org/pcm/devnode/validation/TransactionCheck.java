package org.pcm.devnode.validation;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Message;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import java.util.function.Predicate;
import org.hyperledger.fabric.protos.common.ChannelHeader;
import org.hyperledger.fabric.protos.common.Envelope;
import org.hyperledger.fabric.protos.common.Header;
import org.hyperledger.fabric.protos.common.HeaderType;
import org.hyperledger.fabric.protos.common.Payload;
import org.hyperledger.fabric.protos.common.SignatureHeader;
import org.hyperledger.fabric.protos.ledger.rwset.NsReadWriteSet;
import org.hyperledger.fabric.protos.ledger.rwset.TxReadWriteSet;
import org.hyperledger.fabric.protos.ledger.rwset.kvrwset.KVRWSet;
import org.hyperledger.fabric.protos.peer.ChaincodeAction;
import org.hyperledger.fabric.protos.peer.ChaincodeActionPayload;
import org.hyperledger.fabric.protos.peer.ChaincodeEvent;
import org.hyperledger.fabric.protos.peer.ChaincodeHeaderExtension;
import org.hyperledger.fabric.protos.peer.ProposalResponsePayload;
import org.hyperledger.fabric.protos.peer.Transaction;
import org.hyperledger.fabric.protos.peer.TransactionAction;
import org.hyperledger.fabric.protos.peer.TxValidationCode;
import org.pcm.devnode.block.Hashes;
import org.pcm.devnode.crypto.Sha256;

/**
 * Every check of a transaction that needs no state, in the order and with the codes of a Fabric
 * peer (its validator of the V2_0 capability), since the first failure gives the code that is
 * recorded.
 *
 * <p>The submitter's signature is not among them: nothing is ordered here without it, see {@code
 * ordering}.
 */
public final class TransactionCheck {
    private final EndorsementPolicy policy;
    private final Predicate<String> defined;
    private final Predicate<String> committed;

    /**
     * @param defined tells whether a chaincode is defined on the channel
     * @param committed tells whether a transaction id is on the ledger
     */
    public TransactionCheck(
            EndorsementPolicy policy, Predicate<String> defined, Predicate<String> committed) {
        this.policy = policy;
        this.defined = defined;
        this.committed = committed;
    }

    /** Stops the checks at the first failure. */
    private static final class Fails extends Exception {
        private static final long serialVersionUID = 1L;
        private final transient TxValidationCode code;

        Fails(TxValidationCode code) {
            super(code.name(), null, false, false);
            this.code = code;
        }
    }

    private interface Parser<T extends Message> {
        T parse(ByteString bytes) throws InvalidProtocolBufferException;
    }

    private record Endorsed(
            ChaincodeActionPayload payload, ByteString response, ChaincodeAction action) {}

    Checked check(Envelope envelope) {
        try {
            return wellFormed(envelope);
        } catch (Fails e) {
            return new Checked.Malformed(e.code);
        }
    }

    private Checked wellFormed(Envelope envelope) throws Fails {
        Payload payload =
                parse(Payload::parseFrom, envelope.getPayload(), TxValidationCode.BAD_PAYLOAD);
        Header header = payload.getHeader();
        ChannelHeader channel =
                parse(
                        ChannelHeader::parseFrom,
                        header.getChannelHeader(),
                        TxValidationCode.BAD_COMMON_HEADER);
        SignatureHeader signature =
                parse(
                        SignatureHeader::parseFrom,
                        header.getSignatureHeader(),
                        TxValidationCode.BAD_COMMON_HEADER);
        commonHeader(channel, signature);
        require(
                channel.getType() == HeaderType.ENDORSER_TRANSACTION_VALUE,
                TxValidationCode.UNSUPPORTED_TX_PAYLOAD);
        require(
                Hashes.transactionId(signature.getNonce(), signature.getCreator())
                        .equals(channel.getTxId()),
                TxValidationCode.BAD_PROPOSAL_TXID);
        Endorsed endorsed = endorsed(header, payload.getData());
        require(!committed.test(channel.getTxId()), TxValidationCode.DUPLICATE_TXID);
        TxReadWriteSet set = namespaces(channel, endorsed.action());
        require(
                policy.satisfied(
                        endorsed.payload().getAction().getEndorsementsList(),
                        endorsed.response().toByteArray()),
                TxValidationCode.ENDORSEMENT_POLICY_FAILURE);
        return new Checked.WellFormed(channel.getTxId(), set);
    }

    private static void commonHeader(ChannelHeader channel, SignatureHeader signature)
            throws Fails {
        boolean knownType =
                channel.getType() == HeaderType.ENDORSER_TRANSACTION_VALUE
                        || channel.getType() == HeaderType.CONFIG_VALUE
                        || channel.getType() == HeaderType.CONFIG_UPDATE_VALUE;
        require(
                knownType
                        && channel.getEpoch() == 0
                        && !signature.getNonce().isEmpty()
                        && !signature.getCreator().isEmpty(),
                TxValidationCode.BAD_COMMON_HEADER);
    }

    /** One action, and the response that was endorsed answers the proposal in the header. */
    private static Endorsed endorsed(Header header, ByteString data) throws Fails {
        TxValidationCode bad = TxValidationCode.INVALID_ENDORSER_TRANSACTION;
        Transaction transaction = parse(Transaction::parseFrom, data, bad);
        require(transaction.getActionsCount() == 1, bad);
        TransactionAction action = transaction.getActions(0);
        SignatureHeader signature = parse(SignatureHeader::parseFrom, action.getHeader(), bad);
        require(!signature.getNonce().isEmpty() && !signature.getCreator().isEmpty(), bad);
        ChaincodeActionPayload payload =
                parse(ChaincodeActionPayload::parseFrom, action.getPayload(), bad);
        ByteString bytes = payload.getAction().getProposalResponsePayload();
        ProposalResponsePayload response = parse(ProposalResponsePayload::parseFrom, bytes, bad);
        byte[] proposal =
                Sha256.of(
                        header.getChannelHeader().toByteArray(),
                        action.getHeader().toByteArray(),
                        payload.getChaincodeProposalPayload().toByteArray());
        require(Arrays.equals(proposal, response.getProposalHash().toByteArray()), bad);
        ChaincodeAction result =
                parse(
                        ChaincodeAction::parseFrom,
                        response.getExtension(),
                        TxValidationCode.BAD_RESPONSE_PAYLOAD);
        return new Endorsed(payload, bytes, result);
    }

    /** The chaincode called is the one that answered, and everything written to is defined. */
    private TxReadWriteSet namespaces(ChannelHeader channel, ChaincodeAction action) throws Fails {
        ChaincodeHeaderExtension extension =
                parse(
                        ChaincodeHeaderExtension::parseFrom,
                        channel.getExtension(),
                        TxValidationCode.BAD_HEADER_EXTENSION);
        TxReadWriteSet set =
                parse(TxReadWriteSet::parseFrom, action.getResults(), TxValidationCode.BAD_RWSET);
        require(
                extension.hasChaincodeId() && action.hasChaincodeId(),
                TxValidationCode.INVALID_OTHER_REASON);
        String called = extension.getChaincodeId().getName();
        require(
                !called.isEmpty()
                        && called.equals(action.getChaincodeId().getName())
                        && !action.getChaincodeId().getVersion().isEmpty(),
                TxValidationCode.INVALID_CHAINCODE);
        event(action, called);
        require(defined.test(called), TxValidationCode.INVALID_CHAINCODE);
        writes(set);
        return set;
    }

    private static void event(ChaincodeAction action, String called) throws Fails {
        ChaincodeEvent event =
                parse(
                        ChaincodeEvent::parseFrom,
                        action.getEvents(),
                        TxValidationCode.INVALID_OTHER_REASON);
        require(
                action.getEvents().isEmpty() || event.getChaincodeId().equals(called),
                TxValidationCode.INVALID_OTHER_REASON);
    }

    private void writes(TxReadWriteSet set) throws Fails {
        Set<String> seen = new HashSet<>();
        for (NsReadWriteSet namespace : set.getNsRwsetList()) {
            KVRWSet keys =
                    parse(KVRWSet::parseFrom, namespace.getRwset(), TxValidationCode.BAD_RWSET);
            require(seen.add(namespace.getNamespace()), TxValidationCode.ILLEGAL_WRITESET);
            require(
                    keys.getWritesCount() == 0 || defined.test(namespace.getNamespace()),
                    TxValidationCode.INVALID_CHAINCODE);
        }
    }

    private static void require(boolean holds, TxValidationCode otherwise) throws Fails {
        if (!holds) {
            throw new Fails(otherwise);
        }
    }

    private static <T extends Message> T parse(
            Parser<T> parser, ByteString bytes, TxValidationCode otherwise) throws Fails {
        try {
            return parser.parse(bytes);
        } catch (InvalidProtocolBufferException e) {
            throw new Fails(otherwise);
        }
    }
}
