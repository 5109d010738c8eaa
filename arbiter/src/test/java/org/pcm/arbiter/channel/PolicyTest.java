package org.pcm.arbiter.channel;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.hyperledger.fabric.protos.common.ImplicitMetaPolicy;
import org.hyperledger.fabric.protos.common.MSPRole.MSPRoleType;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.pcm.arbiter.block.Block;
import org.pcm.arbiter.block.Malformed;
import org.pcm.arbiter.fixture.Chain;
import org.pcm.arbiter.fixture.Consortium;
import org.pcm.arbiter.fixture.Member;

class PolicyTest {
    private static final Consortium CONSORTIUM = new Consortium();

    private final Organisations organisations = config().organisations();

    private static ChannelConfig config() {
        try {
            return ChannelConfig.of(
                    Block.parse(new Chain(CONSORTIUM).blocks().get(0).toByteString()));
        } catch (Malformed e) {
            throw new IllegalStateException(e);
        }
    }

    private boolean holds(Policy policy, Member... signers) throws Malformed {
        List<Identity> identities = new ArrayList<>();
        for (Member signer : signers) {
            identities.add(organisations.identify(signer.serialized()));
        }
        return policy.isSatisfiedBy(identities, organisations);
    }

    private static Policy.Rule.By peerOf(String organisation) {
        return new Policy.Rule.By(new Principal.InRole(organisation, MSPRoleType.PEER));
    }

    private static Policy nOf(int needed, Policy.Rule... rules) {
        return new Policy.Signed(new Policy.Rule.NOf(needed, List.of(rules)));
    }

    private static Member peer(int organisation) {
        return CONSORTIUM.org(organisation).peer();
    }

    @Nested
    class Signed {
        @Test
        void so_many_of_several_must_sign() throws Malformed {
            Policy two = nOf(2, peerOf("AMSP"), peerOf("BMSP"), peerOf("CMSP"));
            assertThat(holds(two, peer(0), peer(2))).isTrue();
            assertThat(holds(two, peer(0))).isFalse();
            assertThat(holds(two, peer(0), peer(3))).isFalse();
        }

        @Test
        void one_signer_counts_for_one_rule_only() throws Malformed {
            Policy both = nOf(2, peerOf("AMSP"), peerOf("AMSP"));
            assertThat(holds(both, peer(0))).isFalse();
            assertThat(holds(both, peer(0), CONSORTIUM.org(0).second())).isTrue();
        }

        @Test
        void a_branch_that_fails_uses_nobody_up() throws Malformed {
            Policy.Rule bothAB = new Policy.Rule.NOf(2, List.of(peerOf("AMSP"), peerOf("BMSP")));
            Policy either = nOf(1, bothAB, peerOf("AMSP"));
            assertThat(holds(either, peer(0))).isTrue();
        }

        @Test
        void an_exact_identity_is_that_certificate_only() throws Malformed {
            Policy exactly =
                    nOf(1, new Policy.Rule.By(new Principal.Exactly(peer(0).serialized())));
            assertThat(holds(exactly, peer(0))).isTrue();
            assertThat(holds(exactly, CONSORTIUM.org(0).second())).isFalse();
        }

        @Test
        void a_combined_principal_asks_for_all_its_parts() throws Malformed {
            Principal peerAndUnit =
                    new Principal.AllOf(
                            List.of(
                                    new Principal.InRole("AMSP", MSPRoleType.PEER),
                                    new Principal.InUnit("AMSP", "peer"),
                                    new Principal.Anybody(true)));
            Principal contradiction =
                    new Principal.AllOf(
                            List.of(
                                    new Principal.InRole("AMSP", MSPRoleType.PEER),
                                    new Principal.InUnit("AMSP", "client")));
            assertThat(holds(nOf(1, new Policy.Rule.By(peerAndUnit)), peer(0))).isTrue();
            assertThat(holds(nOf(1, new Policy.Rule.By(contradiction)), peer(0))).isFalse();
        }
    }

    @Nested
    class Implicit {
        private final List<Policy> parts =
                List.of(
                        nOf(1, peerOf("AMSP")),
                        nOf(1, peerOf("BMSP")),
                        nOf(1, peerOf("CMSP")),
                        new Policy.Never());

        @Test
        void rules_count_the_groups_below() throws Malformed {
            Map<ImplicitMetaPolicy.Rule, Integer> thresholds =
                    Map.of(
                            ImplicitMetaPolicy.Rule.ANY, 1,
                            ImplicitMetaPolicy.Rule.MAJORITY, 3,
                            ImplicitMetaPolicy.Rule.ALL, 4);
            for (var each : thresholds.entrySet()) {
                assertThat(Policy.Implicit.of(each.getKey(), parts).threshold())
                        .isEqualTo(each.getValue());
            }
        }

        @Test
        void a_majority_of_four_is_three() throws Malformed {
            Policy majority = Policy.Implicit.of(ImplicitMetaPolicy.Rule.MAJORITY, parts);
            assertThat(holds(majority, peer(0), peer(1), peer(2))).isTrue();
            assertThat(holds(majority, peer(0), peer(1), peer(3))).isFalse();
        }

        @Test
        void over_nothing_everything_holds() throws Malformed {
            assertThat(holds(Policy.Implicit.of(ImplicitMetaPolicy.Rule.MAJORITY, List.of())))
                    .isTrue();
        }
    }

    @Test
    void a_missing_policy_holds_for_nobody() throws Malformed {
        assertThat(holds(new Policy.Never(), peer(0), peer(1), peer(2), peer(3))).isFalse();
    }

    @Test
    void a_quorum_grows_with_the_consenters() {
        ChannelConfig four = config();
        assertThat(four.isBft()).isTrue();
        assertThat(four.quorum()).isEqualTo(3);
    }
}
