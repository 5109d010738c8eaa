package org.pcm.devnode.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import org.hyperledger.fabric.client.Transaction;
import org.hyperledger.fabric.protos.peer.TxValidationCode;
import org.junit.jupiter.api.Test;

/** What comes of it when not all organisations' chaincodes answer alike. */
abstract class EndorsementCases extends ProtocolCases {
    private static final String MISMATCH = "ProposalResponsePayloads do not match";

    private static String liar(int organisation) {
        return "of organisation " + organisation;
    }

    @Test
    void one_liar_among_the_others_changes_nothing() throws Exception {
        for (int organisation = 2; organisation <= 4; organisation++) {
            String key = "endorsements/liar" + organisation;

            assertThat(submitted("lie", key, liar(organisation))).isEqualTo(ok("the truth"));
            assertThat(evaluated("get", key)).isEqualTo(ok("the truth"));
        }
    }

    @Test
    void a_liar_at_the_gateway_stands_alone() throws Exception {
        Answer answer =
                answer(() ->
                        client().propose("lie", "endorsements/own", liar(1))
                                .endorse()
                                .getTransactionId());

        assertThat(answer.code()).isEqualTo("ABORTED");
        assertThat(answer.text())
                .isEqualTo(
                        "failed to collect enough transaction endorsements, see attached details"
                                + " for more info");
        assertThat(answer.messages()).containsExactly(MISMATCH, MISMATCH);
        assertThat(answer.details()).noneMatch(detail -> detail.startsWith("Org1MSP"));
    }

    @Test
    void two_liars_among_the_others_prevent_it() throws Exception {
        Answer answer =
                answer(() ->
                        client().propose("lie", "endorsements/two", liar(2), liar(3))
                                .endorse()
                                .getTransactionId());

        assertThat(answer.code()).isEqualTo("ABORTED");
        assertThat(answer.messages()).isNotEmpty().containsOnly(MISMATCH);
    }

    @Test
    void organisations_that_are_named_must_all_agree() throws Exception {
        String[] withLiar = {"Org1MSP", "Org2MSP", "Org3MSP"};
        String[] withoutLiar = {"Org1MSP", "Org3MSP", "Org4MSP"};

        Answer answer =
                answer(() ->
                        proposedTo(withLiar, "lie", "endorsements/named", liar(2))
                                .endorse()
                                .getTransactionId());
        Transaction truth = endorsed(proposedTo(withoutLiar, "lie", "endorsements/named", liar(2)));

        assertThat(answer.code()).isEqualTo("ABORTED");
        assertThat(answer.messages()).isNotEmpty().containsOnly(MISMATCH);
        assertThat(code(truth)).isEqualTo(TxValidationCode.VALID);
    }

    @Test
    void an_answer_of_one_organisation_is_enough_for_an_evaluation() throws Exception {
        assertThat(evaluated("lie", "endorsements/evaluated", liar(1))).isEqualTo(ok("a lie"));
    }
}
