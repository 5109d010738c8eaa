package org.pcm.devnode.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.hyperledger.fabric.client.Proposal;
import org.hyperledger.fabric.client.Status;
import org.hyperledger.fabric.client.Transaction;
import org.hyperledger.fabric.protos.peer.TxValidationCode;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** The way of a transaction: evaluate, endorse, submit, commit status. */
abstract class TransactionCases extends ProtocolCases {
    @Test
    void a_submitted_value_is_read_back() throws Exception {
        assertThat(submitted("put", "transactions/a", "1")).isEqualTo(ok("1"));

        assertThat(evaluated("get", "transactions/a")).isEqualTo(ok("1"));
    }

    @Test
    void a_result_is_known_before_the_commit_and_the_status_after_it() throws Exception {
        long height = blocks().height();

        Transaction transaction = endorsed("put", "transactions/b", "2");
        Status status = status(transaction);

        assertThat(transaction.getResult()).asString().isEqualTo("2");
        assertThat(status.getCode()).isEqualTo(TxValidationCode.VALID);
        assertThat(status.getBlockNumber()).isGreaterThanOrEqualTo(height);
    }

    @Test
    void an_evaluation_writes_nothing() throws Exception {
        assertThat(evaluated("put", "transactions/never", "1")).isEqualTo(ok("1"));

        assertThat(submitted("length", "transactions/never")).isEqualTo(ok("0"));
    }

    @Test
    void a_transaction_that_writes_nothing_counts() throws Exception {
        assertThat(submitted("nothing")).isEqualTo(ok("nothing"));
    }

    @Test
    void a_transaction_is_told_who_submits_it_and_what() throws Exception {
        assertThat(submitted("about", "x", "", "ü"))
                .isEqualTo(ok(ledger().channel() + " TXID Org1MSP [about, x, , ü]"));
    }

    @Test
    void transient_data_reaches_the_chaincode_and_not_the_ledger() throws Exception {
        Proposal proposal =
                contract()
                        .newProposal("transient")
                        .addArguments("secret")
                        .putAllTransient(Map.of("secret", "hush".getBytes(StandardCharsets.UTF_8)))
                        .setEndorsingOrganizations("Org1MSP", "Org2MSP", "Org3MSP")
                        .build();

        assertThat(submitted(proposal)).isEqualTo(ok("hush"));
        assertThat(evaluated("transient", "secret")).isEqualTo(ok("none"));
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
        return code(
                endorsed(
                        proposedTo(
                                organisations,
                                "put",
                                "transactions/endorsed",
                                "" + organisations.length)));
    }

    @Test
    void the_status_of_an_unknown_transaction_is_waited_for() throws Exception {
        Transaction never = endorsed("nothing");

        Answer status =
                answer(() ->
                        ""
                                + client().commitStatus(
                                                never.getTransactionId(), 1, TimeUnit.SECONDS)
                                        .getCode());

        assertThat(status.code()).isEqualTo("DEADLINE_EXCEEDED");
        assertThat(status.details()).isEmpty();
    }

    @Nested
    class A_transaction_id_used_twice {
        @Test
        void is_refused_at_endorsement_once_it_is_committed() throws Exception {
            Proposal proposal = client().propose("put", "transactions/once", "1");
            assertThat(code(endorsed(proposal))).isEqualTo(TxValidationCode.VALID);

            assertThat(answer(() -> proposal.endorse().getTransactionId()))
                    .isEqualTo(
                            new Answer(
                                    "ABORTED",
                                    "failed to endorse transaction, see attached details for more"
                                            + " info",
                                    List.of(
                                            "Org1MSP: duplicate transaction found [TXID]. Creator"
                                                    + " [BYTES]")));
            assertThat(answer(() -> text(proposal.evaluate())))
                    .isEqualTo(
                            new Answer(
                                    "FAILED_PRECONDITION",
                                    "evaluate call to endorser returned error: duplicate"
                                            + " transaction found [TXID]. Creator [BYTES]",
                                    List.of(
                                            "Org1MSP: duplicate transaction found [TXID]. Creator"
                                                    + " [BYTES]")));
        }
    }
}
