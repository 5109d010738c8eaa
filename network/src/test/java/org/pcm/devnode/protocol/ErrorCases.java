package org.pcm.devnode.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import com.google.protobuf.Message;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.Function;
import org.hyperledger.fabric.client.Proposal;
import org.hyperledger.fabric.client.Transaction;
import org.hyperledger.fabric.protos.common.ChannelHeader;
import org.hyperledger.fabric.protos.common.Envelope;
import org.hyperledger.fabric.protos.common.Payload;
import org.hyperledger.fabric.protos.gateway.EndorseRequest;
import org.hyperledger.fabric.protos.gateway.EvaluateRequest;
import org.hyperledger.fabric.protos.gateway.GatewayGrpc;
import org.hyperledger.fabric.protos.gateway.PreparedTransaction;
import org.hyperledger.fabric.protos.gateway.SignedCommitStatusRequest;
import org.hyperledger.fabric.protos.gateway.SubmitRequest;
import org.hyperledger.fabric.protos.peer.SignedProposal;
import org.hyperledger.fabric.protos.peer.TxValidationCode;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** What a client is told when something does not go well: codes, texts, and who said it. */
abstract class ErrorCases extends ProtocolCases {
    private static final String ENDORSEMENT =
            "failed to endorse transaction, see attached details for more info";
    private static final String COLLECTION =
            "failed to collect enough transaction endorsements, see attached details for more info";
    private static final String EVALUATION =
            "failed to evaluate transaction, see attached details for more info";
    private static final List<String> ALL = List.of("Org1MSP", "Org2MSP", "Org3MSP", "Org4MSP");

    private static List<String> byAll(String message) {
        return ALL.stream().map(org -> org + ": " + message).toList();
    }

    @Nested
    class Of_a_chaincode {
        @Test
        void comes_with_its_message() throws Exception {
            assertThat(submitted("fail", "not today"))
                    .isEqualTo(
                            new Answer(
                                    "ABORTED",
                                    ENDORSEMENT,
                                    List.of("Org1MSP: chaincode response 500, not today")));
            assertThat(evaluated("fail", "not today"))
                    .isEqualTo(
                            new Answer(
                                    "UNKNOWN",
                                    "evaluate call to endorser returned error: chaincode response"
                                            + " 500, not today",
                                    List.of("Org1MSP: chaincode response 500, not today")));
        }

        @Test
        void comes_with_its_status() throws Exception {
            for (int status : new int[] {400, 500}) {
                String message = "Org1MSP: chaincode response " + status + ", so it is";
                Answer evaluated = evaluated("status", "" + status, "so it is");

                assertThat(submitted("status", "" + status, "so it is"))
                        .isEqualTo(new Answer("ABORTED", ENDORSEMENT, List.of(message)));
                assertThat(evaluated.code()).isEqualTo("UNKNOWN");
                assertThat(evaluated.details()).containsExactly(message);
            }
        }

        @Test
        void that_does_not_know_a_function_is_its_own() throws Exception {
            assertThat(evaluated("dance").details())
                    .containsExactly("Org1MSP: chaincode response 500, no function dance");
        }

        @Test
        void is_told_for_each_organisation_that_was_named() throws Exception {
            Proposal proposal = proposedTo(new String[] {"Org2MSP", "Org4MSP"}, "fail", "no");

            assertThat(answer(() -> proposal.endorse().getTransactionId()))
                    .isEqualTo(
                            new Answer(
                                    "ABORTED",
                                    COLLECTION,
                                    List.of(
                                            "Org2MSP: chaincode response 500, no",
                                            "Org4MSP: chaincode response 500, no")));
        }

        @Test
        void is_made_of_an_exception() throws Exception {
            Answer answer = submitted("crash");

            String message =
                    "error in simulation: transaction returned with failure:"
                            + " java.lang.IllegalStateException: boom";
            assertThat(answer)
                    .isEqualTo(new Answer("ABORTED", ENDORSEMENT, List.of("Org1MSP: " + message)));
            assertThat(evaluated("crash"))
                    .isEqualTo(new Answer("ABORTED", EVALUATION, byAll(message)));
        }
    }

    /** The Java shim keeps a peer's own words to itself. */
    @Nested
    class Of_a_peer {
        private static final String REFUSED =
                "error in simulation: transaction returned with failure:"
                        + " org.hyperledger.fabric.contract.ContractRuntimeException:"
                        + " [ID]Unsuccessful response received.";

        @Test
        void comes_when_a_chaincode_writes_after_it_has_read_in_pages() throws Exception {
            assertRefused("pageAndPut", "errors/paged");
        }

        @Test
        void comes_when_a_chaincode_names_a_collection_that_is_not_defined() throws Exception {
            assertRefused("private", "errors/private");
        }

        @Test
        void comes_when_a_chaincode_asks_for_a_rich_query() throws Exception {
            assertRefused("query", "errors/query");
        }

        @Test
        void comes_when_a_chaincode_calls_one_that_is_not_there() throws Exception {
            assertRefused("call", "none", "x");
        }

        private void assertRefused(String function, String... args) throws Exception {
            assertThat(submitted(function, args))
                    .isEqualTo(new Answer("ABORTED", ENDORSEMENT, List.of("Org1MSP: " + REFUSED)));
            assertThat(evaluated(function, args))
                    .isEqualTo(new Answer("ABORTED", EVALUATION, byAll(REFUSED)));
        }
    }

    @Nested
    class Of_a_gateway {
        @Test
        void tells_that_a_chaincode_is_unknown() throws Exception {
            var none = client().network().getContract("none");

            assertThat(answer(() -> text(none.evaluateTransaction("x"))))
                    .isEqualTo(
                            new Answer(
                                    "FAILED_PRECONDITION",
                                    "no peers available to evaluate chaincode none in channel "
                                            + ledger().channel(),
                                    List.of()));
            assertThat(answer(() -> text(none.submitTransaction("x"))))
                    .isEqualTo(
                            new Answer(
                                    "FAILED_PRECONDITION",
                                    "no combination of peers can be derived which satisfy the"
                                            + " endorsement policy: No metadata was found for"
                                            + " chaincode none in channel "
                                            + ledger().channel(),
                                    List.of()));
        }

        @Test
        void tells_that_a_channel_is_unknown() throws Exception {
            var other = client().gateway().getNetwork("other").getContract("kv");

            assertThat(answer(() -> text(other.evaluateTransaction("get", "a"))))
                    .isEqualTo(
                            new Answer(
                                    "UNAVAILABLE",
                                    "failed to get config for channel [other]: could not get last"
                                            + " config for channel other",
                                    List.of()));
            assertThat(answer(() -> text(other.submitTransaction("get", "a"))))
                    .isEqualTo(
                            new Answer(
                                    "FAILED_PRECONDITION",
                                    "no combination of peers can be derived which satisfy the"
                                            + " endorsement policy: No metadata was found for"
                                            + " chaincode kv in channel other",
                                    List.of()));
        }

        @Test
        void tells_that_no_orderers_of_an_unknown_channel_are_known() throws Exception {
            SubmitRequest request =
                    SubmitRequest.newBuilder()
                            .setChannelId("other")
                            .setPreparedTransaction(client().sign(ByteString.copyFromUtf8("x")))
                            .build();

            assertThat(answer(() -> submit(request)))
                    .isEqualTo(
                            new Answer(
                                    "FAILED_PRECONDITION",
                                    "failed to get config for channel [other]: could not get last"
                                            + " config for channel other",
                                    List.of()));
        }

        @Test
        void tells_that_an_organisation_is_unknown() throws Exception {
            Proposal proposal =
                    proposedTo(new String[] {"Org1MSP", "Org9MSP"}, "put", "errors/a", "b");

            assertThat(answer(() -> proposal.endorse().getTransactionId()))
                    .isEqualTo(
                            new Answer(
                                    "UNAVAILABLE",
                                    "failed to find any endorsing peers for org(s): Org9MSP",
                                    List.of()));
        }

        @Test
        void tells_what_a_request_lacks() throws Exception {
            SubmitRequest none = SubmitRequest.getDefaultInstance();
            SubmitRequest unsigned =
                    SubmitRequest.newBuilder()
                            .setPreparedTransaction(
                                    Envelope.newBuilder().setPayload(ByteString.copyFromUtf8("x")))
                            .build();

            assertThat(answer(() -> submit(none)))
                    .isEqualTo(
                            new Answer(
                                    "INVALID_ARGUMENT",
                                    "a prepared transaction is required",
                                    List.of()));
            assertThat(answer(() -> submit(unsigned)))
                    .isEqualTo(
                            new Answer(
                                    "INVALID_ARGUMENT",
                                    "prepared transaction must be signed",
                                    List.of()));
            assertInvalid(
                    "the proposed transaction must contain a signed proposal",
                    () -> gateway().endorse(EndorseRequest.getDefaultInstance()));
            assertInvalid(
                    "failed to unpack transaction proposal: a signed proposal is required",
                    () -> gateway().evaluate(EvaluateRequest.getDefaultInstance()));
            assertInvalid(
                    "a commit status request is required",
                    () -> gateway().commitStatus(SignedCommitStatusRequest.getDefaultInstance()));
        }

        @Test
        void tells_that_a_proposal_is_none() throws Exception {
            SignedProposal nonsense =
                    SignedProposal.newBuilder()
                            .setProposalBytes(ByteString.copyFromUtf8("nonsense"))
                            .build();
            String why =
                    "error unmarshalling Proposal: proto: cannot parse invalid wire-format data";

            assertInvalid(
                    why,
                    () ->
                            gateway()
                                    .endorse(
                                            EndorseRequest.newBuilder()
                                                    .setProposedTransaction(nonsense)
                                                    .build()));
            assertInvalid(
                    "failed to unpack transaction proposal: " + why,
                    () ->
                            gateway()
                                    .evaluate(
                                            EvaluateRequest.newBuilder()
                                                    .setProposedTransaction(nonsense)
                                                    .build()));
        }

        private void assertInvalid(String why, Callable<Message> call) throws Exception {
            assertThat(answer(() -> call.call().toString()))
                    .isEqualTo(new Answer("INVALID_ARGUMENT", why, List.of()));
        }
    }

    private GatewayGrpc.GatewayBlockingStub gateway() {
        return GatewayGrpc.newBlockingStub(client().channel());
    }

    private String submit(SubmitRequest request) {
        return gateway().submit(request).toString();
    }

    @Nested
    class Of_the_orderers {
        private static final String TOO_FEW =
                "insufficient number of orderers could successfully process transaction to satisfy"
                        + " quorum requirement";

        private void assertRefused(String why, Callable<String> submission) throws Exception {
            Answer answer = answer(submission);

            assertThat(answer.code()).isEqualTo("UNAVAILABLE");
            assertThat(answer.text()).isEqualTo(TOO_FEW);
            assertThat(answer.messages())
                    .map(message -> message.replaceAll("[0-9]{4,}", "N"))
                    .containsExactly(
                            "received unsuccessful response from orderer: " + why,
                            "received unsuccessful response from orderer: " + why);
        }

        @Test
        void refuses_a_transaction_without_a_good_signature() throws Exception {
            Transaction endorsed = endorsed("put", "errors/forged", "1");
            Transaction forged =
                    client().gateway()
                            .newSignedTransaction(endorsed.getBytes(), new byte[] {1, 2, 3});

            assertRefused(
                    "status=FORBIDDEN, info=implicit policy evaluation failed - 0 sub-policies were"
                            + " satisfied, but this policy requires 1 of the 'Writers' sub-policies"
                            + " to be satisfied: permission denied",
                    () -> text(forged.submit()));
        }

        @Test
        void refuses_what_is_no_transaction() throws Exception {
            assertRefused(
                    "status=BAD_REQUEST, info=could not determine channel ID: error unmarshalling"
                            + " Payload: proto: cannot parse invalid wire-format data",
                    () -> submitted(ByteString.copyFromUtf8("nonsense")));
        }

        @Test
        void refuses_what_is_empty() throws Exception {
            assertRefused(
                    "status=BAD_REQUEST, info=could not determine channel ID: header not set",
                    () -> submitted(ByteString.EMPTY));
        }

        @Test
        void refuses_another_channel() throws Exception {
            assertRefused(
                    "status=BAD_REQUEST, info=channel does not exist",
                    () -> submitted(altered(h -> h.toBuilder().setChannelId("other"))));
        }

        private ByteString altered(Function<ChannelHeader, ChannelHeader.Builder> alteration)
                throws Exception {
            Payload payload =
                    Payload.parseFrom(
                            PreparedTransaction.parseFrom(
                                            endorsed("put", "errors/altered", "1").getBytes())
                                    .getEnvelope()
                                    .getPayload());
            ChannelHeader header = ChannelHeader.parseFrom(payload.getHeader().getChannelHeader());
            return payload.toBuilder()
                    .setHeader(
                            payload.getHeader().toBuilder()
                                    .setChannelHeader(
                                            alteration.apply(header).build().toByteString()))
                    .build()
                    .toByteString();
        }

        private String submitted(ByteString payload) throws Exception {
            client().submitUnchecked(payload);
            return "";
        }

        @Test
        void refuses_a_transaction_larger_than_a_block() throws Exception {
            Transaction large = endorsed("large", "errors/block", "" + (21 << 20));

            assertRefused(
                    "status=BAD_REQUEST, info=message payload is N bytes and exceeds maximum"
                            + " allowed N bytes",
                    () -> text(large.submit()));
        }

        @Test
        void refuses_a_transaction_that_was_ordered_lately() throws Exception {
            Transaction transaction = endorsed("put", "errors/twice", "1");
            assertThat(code(transaction)).isEqualTo(TxValidationCode.VALID);

            assertRefused(
                    "status=SERVICE_UNAVAILABLE, info=failed to submit request: request already"
                            + " processed",
                    () -> text(client().gateway().newTransaction(transaction.getBytes()).submit()));
        }
    }

    @Test
    void a_message_beyond_all_bounds_is_refused_by_the_transport() throws Exception {
        String large = String.join("", Collections.nCopies(101 << 20, "x"));

        assertThat(submitted("put", "errors/large", large).code()).isEqualTo("RESOURCE_EXHAUSTED");
    }
}
