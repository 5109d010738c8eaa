package org.pcm.devnode.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import java.util.Collections;
import java.util.function.UnaryOperator;
import org.hyperledger.fabric.protos.common.BlockMetadataIndex;
import org.hyperledger.fabric.protos.common.ChannelHeader;
import org.hyperledger.fabric.protos.common.Envelope;
import org.hyperledger.fabric.protos.common.Header;
import org.hyperledger.fabric.protos.common.Payload;
import org.hyperledger.fabric.protos.gateway.PreparedTransaction;
import org.hyperledger.fabric.protos.peer.ChaincodeAction;
import org.hyperledger.fabric.protos.peer.ChaincodeActionPayload;
import org.hyperledger.fabric.protos.peer.ChaincodeEndorsedAction;
import org.hyperledger.fabric.protos.peer.Endorsement;
import org.hyperledger.fabric.protos.peer.ProposalResponsePayload;
import org.hyperledger.fabric.protos.peer.Transaction;
import org.hyperledger.fabric.protos.peer.TransactionAction;
import org.hyperledger.fabric.protos.peer.TxValidationCode;
import org.junit.jupiter.api.Test;

/**
 * A dishonest client: it alters what was endorsed and signs that. The orderer cannot see it, and
 * each alteration is recorded with the code a Fabric peer would give.
 */
abstract class ValidationCases extends ProtocolCases {
    private interface Alteration<T> {
        T of(T original) throws InvalidProtocolBufferException;
    }

    /** Endorses a harmless transaction, alters its payload, signs and submits it. */
    private TxValidationCode payload(Alteration<Payload> alteration) throws Exception {
        PreparedTransaction prepared =
                PreparedTransaction.parseFrom(endorsed("put", "validation/honest", "1").getBytes());
        Envelope envelope = prepared.getEnvelope();
        Payload altered = alteration.of(Payload.parseFrom(envelope.getPayload()));
        long next = blocks().height();
        Answer answer =
                answer(() -> {
                    client().submitUnchecked(altered.toByteString());
                    return "";
                });
        assertThat(answer.code().equals("OK") || wasProcessed(answer.messages())).isTrue();
        return codeIn(next);
    }

    /** An altered transaction may have another id, so its code is read from its block. */
    private TxValidationCode codeIn(long block) throws Exception {
        ByteString filter =
                blocks().block(block)
                        .getMetadata()
                        .getMetadata(BlockMetadataIndex.TRANSACTIONS_FILTER_VALUE);
        return TxValidationCode.forNumber(filter.byteAt(0) & 0xff);
    }

    private TxValidationCode action(Alteration<ChaincodeEndorsedAction> alteration)
            throws Exception {
        return payload(payload -> {
            Transaction transaction = Transaction.parseFrom(payload.getData());
            TransactionAction action = transaction.getActions(0);
            ChaincodeActionPayload content = ChaincodeActionPayload.parseFrom(action.getPayload());
            ChaincodeActionPayload altered =
                    content.toBuilder().setAction(alteration.of(content.getAction())).build();
            return payload.toBuilder()
                    .setData(
                            transaction.toBuilder()
                                    .setActions(
                                            0,
                                            action.toBuilder().setPayload(altered.toByteString()))
                                    .build()
                                    .toByteString())
                    .build();
        });
    }

    private TxValidationCode response(Alteration<ProposalResponsePayload> alteration)
            throws Exception {
        return action(action ->
                action.toBuilder()
                        .setProposalResponsePayload(
                                alteration
                                        .of(
                                                ProposalResponsePayload.parseFrom(
                                                        action.getProposalResponsePayload()))
                                        .toByteString())
                        .build());
    }

    private TxValidationCode result(UnaryOperator<ChaincodeAction> alteration) throws Exception {
        return response(response ->
                response.toBuilder()
                        .setExtension(
                                alteration
                                        .apply(ChaincodeAction.parseFrom(response.getExtension()))
                                        .toByteString())
                        .build());
    }

    @Test
    void what_is_not_altered_counts() throws Exception {
        assertThat(payload(payload -> payload)).isEqualTo(TxValidationCode.VALID);
    }

    @Test
    void one_endorsement_three_times_counts_once() throws Exception {
        assertThat(
                        action(action ->
                                action.toBuilder()
                                        .clearEndorsements()
                                        .addAllEndorsements(
                                                Collections.nCopies(3, action.getEndorsements(0)))
                                        .build()))
                .isEqualTo(TxValidationCode.ENDORSEMENT_POLICY_FAILURE);
    }

    @Test
    void a_spoiled_endorsement_does_not_count() throws Exception {
        assertThat(
                        action(action -> {
                            Endorsement first = action.getEndorsements(0);
                            return action.toBuilder()
                                    .setEndorsements(
                                            0,
                                            first.toBuilder()
                                                    .setSignature(
                                                            action.getEndorsements(1)
                                                                    .getSignature()))
                                    .build();
                        }))
                .isEqualTo(TxValidationCode.ENDORSEMENT_POLICY_FAILURE);
    }

    @Test
    void other_results_than_those_endorsed_do_not_count() throws Exception {
        assertThat(
                        result(result ->
                                result.toBuilder()
                                        .setResults(ByteString.copyFrom(new byte[] {8, 0}))
                                        .build()))
                .isEqualTo(TxValidationCode.ENDORSEMENT_POLICY_FAILURE);
    }

    @Test
    void results_that_do_not_parse_are_told_from_others() throws Exception {
        assertThat(
                        result(result ->
                                result.toBuilder()
                                        .setResults(ByteString.copyFromUtf8("nonsense"))
                                        .build()))
                .isEqualTo(TxValidationCode.BAD_RWSET);
    }

    @Test
    void an_endorsement_of_another_proposal_does_not_fit() throws Exception {
        assertThat(
                        response(response ->
                                response.toBuilder()
                                        .setProposalHash(ByteString.copyFrom(new byte[32]))
                                        .build()))
                .isEqualTo(TxValidationCode.INVALID_ENDORSER_TRANSACTION);
    }

    @Test
    void another_chaincodes_answer_does_not_fit() throws Exception {
        assertThat(
                        result(result ->
                                result.toBuilder()
                                        .setChaincodeId(
                                                result.getChaincodeId().toBuilder()
                                                        .setName("other"))
                                        .build()))
                .isEqualTo(TxValidationCode.INVALID_CHAINCODE);
    }

    @Test
    void an_event_in_another_chaincodes_name_does_not_fit() throws Exception {
        assertThat(
                        result(result ->
                                result.toBuilder()
                                        .setEvents(ByteString.copyFrom(new byte[] {10, 1, 'x'}))
                                        .build()))
                .isEqualTo(TxValidationCode.INVALID_OTHER_REASON);
    }

    @Test
    void a_transaction_has_one_action() throws Exception {
        assertThat(
                        payload(payload -> {
                            Transaction transaction = Transaction.parseFrom(payload.getData());
                            return payload.toBuilder()
                                    .setData(
                                            transaction.toBuilder()
                                                    .addActions(transaction.getActions(0))
                                                    .build()
                                                    .toByteString())
                                    .build();
                        }))
                .isEqualTo(TxValidationCode.INVALID_ENDORSER_TRANSACTION);
    }

    @Test
    void nonsense_in_place_of_a_transaction_harms_no_reader_of_events() throws Exception {
        long nonsense = blocks().height();
        assertThat(
                        payload(payload ->
                                payload.toBuilder()
                                        .setData(ByteString.copyFromUtf8("nonsense"))
                                        .build()))
                .isEqualTo(TxValidationCode.INVALID_ENDORSER_TRANSACTION);
        assertThat(payload(payload -> payload.toBuilder().clearData().build()))
                .isEqualTo(TxValidationCode.INVALID_ENDORSER_TRANSACTION);
        assertThat(code(endorsed("event", "after nonsense", ""))).isEqualTo(TxValidationCode.VALID);

        try (var events =
                client().network()
                        .newChaincodeEventsRequest(LedgerUnderTest.CHAINCODE)
                        .startBlock(nonsense)
                        .build()
                        .getEvents()) {
            assertThat(events.next().getEventName()).isEqualTo("after nonsense");
        }
    }

    @Test
    void nonsense_in_place_of_a_transaction_cannot_be_filtered() throws Exception {
        long nonsense = blocks().height();
        payload(payload ->
                payload.toBuilder().setData(ByteString.copyFromUtf8("nonsense")).build());

        try (var blocks =
                client().network()
                        .newFilteredBlockEventsRequest()
                        .startBlock(nonsense)
                        .build()
                        .getEvents()) {
            assertThatThrownBy(blocks::next).hasMessageContaining("BAD_REQUEST");
        }
    }

    @Test
    void a_transaction_id_is_not_chosen() throws Exception {
        assertThat(channelHeader(header -> header.toBuilder().setTxId("mine").build()))
                .isEqualTo(TxValidationCode.BAD_PROPOSAL_TXID);
    }

    @Test
    void an_epoch_is_not_chosen() throws Exception {
        assertThat(channelHeader(header -> header.toBuilder().setEpoch(1).build()))
                .isEqualTo(TxValidationCode.BAD_COMMON_HEADER);
    }

    private TxValidationCode channelHeader(UnaryOperator<ChannelHeader> alteration)
            throws Exception {
        return payload(payload -> {
            Header header = payload.getHeader();
            ChannelHeader altered =
                    alteration.apply(ChannelHeader.parseFrom(header.getChannelHeader()));
            return payload.toBuilder()
                    .setHeader(header.toBuilder().setChannelHeader(altered.toByteString()))
                    .build();
        });
    }
}
