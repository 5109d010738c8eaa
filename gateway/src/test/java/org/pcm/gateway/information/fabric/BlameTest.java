package org.pcm.gateway.information.fabric;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.Any;
import com.google.rpc.Code;
import com.google.rpc.Status;
import io.grpc.protobuf.StatusProto;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.hyperledger.fabric.client.GatewayException;
import org.hyperledger.fabric.protos.gateway.ErrorDetail;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** Whose fault a failure is, by the words of Fabric 3.1.5's gateway. */
class BlameTest {
    private static final List<String> ASKED = List.of("A", "B", "C");
    private static final String NO = "chaincode response 500, Broken: the contract broke";
    private static final String DIFFERENT = "ProposalResponsePayloads do not match";
    private static final String AWAY =
            "rpc error: code = Unavailable desc = connection error: connection refused";

    private final List<ErrorDetail> details = new ArrayList<>();

    private void said(String mspId, String message) {
        details.add(ErrorDetail.newBuilder().setMspId(mspId).setMessage(message).build());
    }

    private GatewayException failure(Code code, String message) {
        Status.Builder status = Status.newBuilder().setCode(code.getNumber()).setMessage(message);
        details.forEach(detail -> status.addDetails(Any.pack(detail)));
        return new GatewayException(StatusProto.toStatusRuntimeException(status.build()));
    }

    private Blame aborted(List<String> asked) {
        return Blame.of(
                failure(
                        Code.ABORTED,
                        "failed to collect enough transaction endorsements, see attached details"
                                + " for more info"),
                asked);
    }

    private static Blame organisations(String... mspIds) {
        return new Blame.Organisations(Set.of(mspIds));
    }

    @Nested
    class Where_organisations_were_named {
        @Test
        void a_majority_that_says_no_is_the_contract() {
            said("A", NO);
            said("B", NO);
            assertThat(aborted(ASKED)).isEqualTo(new Blame.Contract());
        }

        @Test
        void one_that_says_no_alone_is_to_blame_itself() {
            said("B", NO);
            assertThat(aborted(ASKED)).isEqualTo(organisations("B"));
        }

        @Test
        void who_is_away_is_to_blame() {
            said("C", AWAY);
            assertThat(aborted(ASKED)).isEqualTo(organisations("C"));
        }

        @Test
        void one_that_differs_from_two_is_wrong() {
            said("B", DIFFERENT);
            assertThat(aborted(ASKED)).isEqualTo(organisations("B"));
        }

        @Test
        void one_from_which_two_differ_was_merely_the_fastest_and_is_wrong() {
            said("A", DIFFERENT);
            said("C", DIFFERENT);
            assertThat(aborted(ASKED)).isEqualTo(organisations("B"));
        }

        @Test
        void two_that_differ_from_each_other_are_both_suspected() {
            said("A", AWAY);
            said("C", DIFFERENT);
            assertThat(aborted(ASKED)).isEqualTo(organisations("A", "B", "C"));
        }

        @Test
        void those_without_peers_are_named_in_the_sentence() {
            GatewayException failure =
                    failure(
                            Code.UNAVAILABLE,
                            "failed to find any endorsing peers for org(s): A, C");
            assertThat(Blame.of(failure, ASKED)).isEqualTo(organisations("A", "C"));
        }
    }

    @Nested
    class Where_the_peer_chose {
        @Test
        void a_no_is_the_contracts() {
            said("A", NO);
            assertThat(aborted(List.of())).isEqualTo(new Blame.Contract());
        }

        @Test
        void differences_are_its_own_fault_for_its_answer_is_the_yardstick() {
            said("B", DIFFERENT);
            said("C", DIFFERENT);
            assertThat(aborted(List.of())).isEqualTo(new Blame.GatewayPeer());
        }
    }

    @Nested
    class Without_details {
        @Test
        void a_peer_that_cannot_be_reached_is_to_blame() {
            for (Code code : List.of(Code.UNAVAILABLE, Code.DEADLINE_EXCEEDED, Code.CANCELLED)) {
                assertThat(Blame.of(failure(code, "io exception"), ASKED))
                        .isEqualTo(new Blame.GatewayPeer());
            }
        }

        @Test
        void anything_else_nobody_can_be_blamed_for() {
            GatewayException failure =
                    failure(Code.FAILED_PRECONDITION, "no combination of peers can be derived");
            assertThat(Blame.of(failure, ASKED)).isEqualTo(new Blame.Nobody());
        }
    }
}
