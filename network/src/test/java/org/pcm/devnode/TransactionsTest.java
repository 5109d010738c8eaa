package org.pcm.devnode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.grpc.Status;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.hyperledger.fabric.client.EndorseException;
import org.hyperledger.fabric.client.GatewayException;
import org.hyperledger.fabric.client.Proposal;
import org.hyperledger.fabric.client.SubmitException;
import org.hyperledger.fabric.client.SubmittedTransaction;
import org.hyperledger.fabric.client.Transaction;
import org.hyperledger.fabric.protos.gateway.ErrorDetail;
import org.hyperledger.fabric.protos.peer.TxValidationCode;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/**
 * What the official client can do with a chaincode on the official shim, and how it hears of
 * failures.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class TransactionsTest {
    private TestNetwork network;
    private Client client;

    @BeforeAll
    void start(@TempDir Path folder) throws Exception {
        network = TestNetwork.start(folder);
        client = network.client();
    }

    @AfterAll
    void stop() throws Exception {
        network.close();
    }

    @Test
    void a_submitted_value_is_read_back() throws Exception {
        assertThat(client.submit("put", "a", "1")).isEqualTo("1");

        assertThat(client.evaluate("get", "a")).isEqualTo("1");
    }

    @Test
    void a_result_is_known_before_the_commit_and_the_status_after_it() throws Exception {
        long height = network.node().height();

        SubmittedTransaction submitted = client.propose("put", "b", "2").endorse().submitAsync();

        assertThat(submitted.getResult()).isEqualTo("2".getBytes(StandardCharsets.UTF_8));
        assertThat(submitted.getStatus().getCode()).isEqualTo(TxValidationCode.VALID);
        assertThat(submitted.getStatus().getBlockNumber()).isGreaterThanOrEqualTo(height);
    }

    @Test
    void a_deleted_key_is_gone() throws Exception {
        client.submit("put", "short-lived", "1");
        client.submit("delete", "short-lived");

        GatewayException error = evaluationError("get", "short-lived");

        assertThat(error.getStatus().getCode()).isEqualTo(Status.Code.UNKNOWN);
        assertThat(details(error))
                .containsExactly("Org1MSP: chaincode response 500, no key short-lived");
    }

    @Test
    void an_evaluation_writes_nothing() throws Exception {
        long height = network.node().height();

        client.evaluate("put", "never", "1");

        assertThat(network.node().height()).isEqualTo(height);
        assertThat(evaluationError("get", "never").getStatus().getCode())
                .isEqualTo(Status.Code.UNKNOWN);
    }

    @Test
    void endorsements_of_all_organisations_are_as_good_as_of_three() throws Exception {
        assertThat(endorsedBy("Org1MSP", "Org2MSP", "Org3MSP", "Org4MSP"))
                .isEqualTo(TxValidationCode.VALID);
        assertThat(endorsedBy("Org2MSP", "Org3MSP", "Org4MSP")).isEqualTo(TxValidationCode.VALID);
    }

    @Test
    void endorsements_of_two_organisations_are_not_enough() throws Exception {
        assertThat(endorsedBy("Org1MSP", "Org2MSP"))
                .isEqualTo(TxValidationCode.ENDORSEMENT_POLICY_FAILURE);
    }

    private TxValidationCode endorsedBy(String... organisations) throws Exception {
        return client.contract()
                .newProposal("put")
                .addArguments("endorsed", "by " + organisations.length)
                .setEndorsingOrganizations(organisations)
                .build()
                .endorse()
                .submitAsync()
                .getStatus()
                .getCode();
    }

    @Nested
    class A_transaction_id_used_twice {
        @Test
        void keeps_its_first_status_when_the_same_transaction_is_submitted_again()
                throws Exception {
            Transaction transaction = client.propose("put", "twice", "1").endorse();
            SubmittedTransaction first = transaction.submitAsync();
            assertThat(first.getStatus().isSuccessful()).isTrue();

            SubmittedTransaction second =
                    client.gateway().newTransaction(transaction.getBytes()).submitAsync();

            assertThat(second.getStatus().getBlockNumber())
                    .isEqualTo(first.getStatus().getBlockNumber());
            assertThat(second.getStatus().isSuccessful()).isTrue();
        }

        @Test
        void is_refused_at_endorsement_once_it_is_committed() throws Exception {
            Proposal proposal = client.propose("put", "once", "1");
            proposal.endorse().submit();

            EndorseException error =
                    catchThrowableOfType(EndorseException.class, proposal::endorse);

            assertThat(error.getStatus().getCode()).isEqualTo(Status.Code.ABORTED);
            assertThat(details(error))
                    .singleElement()
                    .asString()
                    .startsWith(
                            "Org1MSP: duplicate transaction found ["
                                    + proposal.getTransactionId()
                                    + "]. Creator [");
        }
    }

    @Nested
    class An_error {
        @Test
        void of_the_chaincode_comes_with_its_message() {
            EndorseException error = endorseError("fail", "not today");

            assertThat(error.getStatus().getCode()).isEqualTo(Status.Code.ABORTED);
            assertThat(error.getStatus().getDescription())
                    .isEqualTo("failed to endorse transaction, see attached details for more info");
            assertThat(details(error))
                    .containsExactly("Org1MSP: chaincode response 500, not today");
            assertThat(error.getDetails().get(0).getAddress()).isEqualTo(network.node().address());
        }

        @Test
        void is_told_for_each_organisation_that_was_named() {
            EndorseException error =
                    catchThrowableOfType(
                            EndorseException.class,
                            () ->
                                    client.contract()
                                            .newProposal("fail")
                                            .addArguments("no")
                                            .setEndorsingOrganizations("Org2MSP", "Org4MSP")
                                            .build()
                                            .endorse());

            assertThat(details(error))
                    .containsExactly(
                            "Org2MSP: chaincode response 500, no",
                            "Org4MSP: chaincode response 500, no");
        }

        @Test
        void is_made_of_a_chaincode_that_throws() {
            assertThat(details(endorseError("crash")))
                    .singleElement()
                    .asString()
                    .contains("Org1MSP: ")
                    .contains("boom");
        }

        @Test
        void comes_at_once_where_a_chaincode_asks_for_what_no_devnode_has() {
            for (String function : List.of("history", "private", "query")) {
                assertThat(details(endorseError(function, "a")))
                        .singleElement()
                        .asString()
                        .contains("transaction returned with failure")
                        .contains("Unsuccessful response received");
            }
        }

        @Test
        void tells_that_a_chaincode_is_unknown() {
            GatewayException evaluation =
                    catchThrowableOfType(
                            GatewayException.class,
                            () -> client.network().getContract("none").evaluateTransaction("x"));
            EndorseException endorsement =
                    catchThrowableOfType(
                            EndorseException.class,
                            () -> client.network().getContract("none").submitTransaction("x"));

            assertThat(evaluation.getStatus().getCode()).isEqualTo(Status.Code.FAILED_PRECONDITION);
            assertThat(evaluation.getStatus().getDescription())
                    .isEqualTo("no peers available to evaluate chaincode none in channel pcm");
            assertThat(endorsement.getStatus().getCode())
                    .isEqualTo(Status.Code.FAILED_PRECONDITION);
        }

        @Test
        void tells_that_a_channel_is_unknown() {
            GatewayException error =
                    catchThrowableOfType(
                            GatewayException.class,
                            () ->
                                    client.gateway()
                                            .getNetwork("other")
                                            .getContract("kv")
                                            .evaluateTransaction("get", "a"));

            assertThat(error.getStatus().getCode()).isEqualTo(Status.Code.UNAVAILABLE);
            assertThat(error.getStatus().getDescription()).contains("channel [other]");
        }

        @Test
        void tells_that_an_organisation_is_unknown() {
            EndorseException error =
                    catchThrowableOfType(
                            EndorseException.class,
                            () ->
                                    client.contract()
                                            .newProposal("put")
                                            .addArguments("a", "b")
                                            .setEndorsingOrganizations("Org1MSP", "Org9MSP")
                                            .build()
                                            .endorse());

            assertThat(error.getStatus().getCode()).isEqualTo(Status.Code.UNAVAILABLE);
            assertThat(error.getStatus().getDescription())
                    .isEqualTo("failed to find any endorsing peers for org(s): Org9MSP");
        }
    }

    @Test
    void a_transaction_without_a_good_signature_is_not_ordered() throws Exception {
        Transaction endorsed = client.propose("put", "unsigned", "1").endorse();
        Transaction forged =
                client.gateway().newSignedTransaction(endorsed.getBytes(), new byte[] {1, 2, 3});

        SubmitException error = catchThrowableOfType(SubmitException.class, forged::submit);

        assertThat(error.getStatus().getCode()).isEqualTo(Status.Code.UNAVAILABLE);
        assertThat(error.getDetails()).hasSize(4);
        assertThat(error.getDetails().get(0).getMessage()).contains("status=FORBIDDEN");
    }

    private GatewayException evaluationError(String function, String... args) {
        return catchThrowableOfType(GatewayException.class, () -> client.evaluate(function, args));
    }

    private EndorseException endorseError(String function, String... args) {
        return catchThrowableOfType(
                EndorseException.class, () -> client.propose(function, args).endorse());
    }

    private static List<String> details(GatewayException error) {
        return error.getDetails().stream().map(TransactionsTest::text).toList();
    }

    private static String text(ErrorDetail detail) {
        return detail.getMspId() + ": " + detail.getMessage();
    }
}
