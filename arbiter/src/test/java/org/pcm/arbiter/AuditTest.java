package org.pcm.arbiter;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import java.io.IOException;
import java.util.List;
import java.util.stream.IntStream;
import org.hyperledger.fabric.protos.peer.TxValidationCode;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.pcm.arbiter.chain.Fault;
import org.pcm.arbiter.chain.Finding;
import org.pcm.arbiter.fixture.Blocks;
import org.pcm.arbiter.fixture.Call;
import org.pcm.arbiter.fixture.Chain;
import org.pcm.arbiter.fixture.Chain.Judged;
import org.pcm.arbiter.fixture.Consortium;
import org.pcm.arbiter.fixture.Member;
import org.pcm.arbiter.signature.Sha256;

class AuditTest {
    private static final Consortium CONSORTIUM = new Consortium();

    private static Call call() {
        return new Call(CONSORTIUM);
    }

    private static Chain chain() {
        return new Chain(CONSORTIUM);
    }

    private static Verdict audit(Chain chain) throws IOException {
        return Audit.run(
                Blocks.of(chain),
                AuditOptions.unpinned().ofChaincode("other").pinnedTo(chain.genesisHash()));
    }

    private static void passes(Chain chain) throws IOException {
        assertThat(audit(chain)).isInstanceOf(Verdict.Pass.class);
    }

    private static Finding finding(Chain chain) throws IOException {
        Verdict verdict = audit(chain);
        assertThat(verdict).isInstanceOf(Verdict.Fail.class);
        return ((Verdict.Fail) verdict).finding();
    }

    private static Judged judged(Call call, TxValidationCode code) {
        return new Judged(call, code);
    }

    /** The code is right, and every other code is found. */
    private static void deserves(Call call, TxValidationCode code) throws IOException {
        passes(chain().add(List.of(judged(call, code))));
        TxValidationCode wrong =
                code == TxValidationCode.VALID
                        ? TxValidationCode.MVCC_READ_CONFLICT
                        : TxValidationCode.VALID;
        Finding finding = finding(chain().add(List.of(judged(call, wrong))));
        assertThat(finding.fault()).isEqualTo(Fault.VALIDATION_CODE);
        assertThat(finding.block()).isEqualTo(1);
        assertThat(finding.transaction()).hasValue(0);
        assertThat(finding.why()).contains(code.name());
    }

    @Test
    void a_good_chain_passes() throws IOException {
        Chain chain =
                chain().add(call().readsNothingAt("a").writes("a", "1"))
                        .add(call().reads("a", 1, 0).writes("a", "2"), call().writes("b", "3"))
                        .add(call().reads("a", 2, 0).reads("b", 2, 1).writes("a", ""));
        Verdict verdict = audit(chain);
        assertThat(verdict).isInstanceOf(Verdict.Pass.class);
        assertThat(verdict.line()).startsWith("PASS: 4 blocks, 5 valid and 0 invalid");
        assertThat(verdict.line()).doesNotContain("pinned");
    }

    @Test
    void an_audit_without_a_genesis_hash_says_so() throws IOException {
        Verdict verdict =
                Audit.run(
                        Blocks.of(chain().add(call())),
                        AuditOptions.unpinned().ofChaincode("other"));
        assertThat(verdict.line()).startsWith("PASS").contains("genesis not pinned");
    }

    @Test
    void another_genesis_block_fails() throws IOException {
        Chain other = new Chain(new Consortium());
        Verdict verdict =
                Audit.run(
                        Blocks.of(chain()),
                        AuditOptions.unpinned().ofChaincode("other").pinnedTo(other.genesisHash()));
        assertThat(verdict.line()).startsWith("FAIL: block 0").contains("GENESIS");
    }

    @Test
    void no_block_at_all_fails() throws IOException {
        assertThat(
                        Audit.run(
                                        new Blocks(List.of()),
                                        AuditOptions.unpinned().ofChaincode("other"))
                                .line())
                .startsWith("FAIL: block 0");
    }

    @Nested
    class Ordering {
        @Test
        void two_of_four_orderers_are_too_few() throws IOException {
            Finding finding = finding(chain().signedBy(1, 2).add(call()));
            assertThat(finding.fault()).isEqualTo(Fault.ORDERER_SIGNATURE);
            assertThat(finding.block()).isEqualTo(1);
        }

        @Test
        void four_of_four_orderers_are_fine() throws IOException {
            passes(chain().signedBy(4, 2, 3, 1).add(call()));
        }

        @Test
        void one_orderer_that_signs_thrice_is_no_quorum() throws IOException {
            Finding finding = finding(chain().signedBy(2, 2, 2).add(call()));
            assertThat(finding.fault()).isEqualTo(Fault.ORDERER_SIGNATURE);
            assertThat(finding.why()).contains("twice");
        }

        @Test
        void members_that_are_no_orderers_are_no_quorum() throws IOException {
            List<Member> peers =
                    IntStream.range(0, 4).mapToObj(i -> CONSORTIUM.org(i).peer()).toList();
            Finding finding = finding(chain().orderedBy(peers).add(call()));
            assertThat(finding.fault()).isEqualTo(Fault.ORDERER_SIGNATURE);
            assertThat(finding.block()).isEqualTo(1);
        }

        @Test
        void an_orderer_that_signs_twice_fails_the_block() throws IOException {
            Finding finding = finding(chain().signedBy(1, 2, 3, 3).add(call()));
            assertThat(finding.why()).contains("twice");
        }

        @Test
        void a_left_out_block_is_found() throws IOException {
            Chain chain = chain().add(call()).add(call()).add(call());
            List<ByteString> all = Blocks.of(chain).blocks();
            Verdict verdict =
                    Audit.run(
                            new Blocks(List.of(all.get(0), all.get(1), all.get(3))),
                            AuditOptions.unpinned().ofChaincode("other"));
            assertThat(((Verdict.Fail) verdict).finding().fault()).isEqualTo(Fault.NUMBER);
        }

        @Test
        void a_block_of_another_chain_is_found() throws IOException {
            List<ByteString> one = Blocks.of(chain().add(call()).add(call())).blocks();
            List<ByteString> two = Blocks.of(chain().add(call()).add(call())).blocks();
            Verdict verdict =
                    Audit.run(
                            new Blocks(List.of(one.get(0), one.get(1), two.get(2))),
                            AuditOptions.unpinned().ofChaincode("other"));
            Finding finding = ((Verdict.Fail) verdict).finding();
            assertThat(finding.fault()).isEqualTo(Fault.PREVIOUS_HASH);
            assertThat(finding.block()).isEqualTo(2);
        }
    }

    @Nested
    class Codes {
        @Test
        void a_good_call_is_valid() throws IOException {
            deserves(call().writes("a", "1"), TxValidationCode.VALID);
        }

        @Test
        void a_bad_creator_signature() throws IOException {
            deserves(call().badCreatorSignature(), TxValidationCode.BAD_CREATOR_SIGNATURE);
        }

        @Test
        void a_creator_of_no_known_organisation() throws IOException {
            deserves(
                    call().sentBy(new Consortium().org(0).client()),
                    TxValidationCode.BAD_CREATOR_SIGNATURE);
        }

        @Test
        void a_creator_without_a_role() throws IOException {
            deserves(
                    call().sentBy(CONSORTIUM.org(0).root().member("nobody")),
                    TxValidationCode.BAD_CREATOR_SIGNATURE);
        }

        @Test
        void a_creator_with_two_roles() throws IOException {
            deserves(
                    call().sentBy(CONSORTIUM.org(0).root().member("both", "client", "peer")),
                    TxValidationCode.BAD_CREATOR_SIGNATURE);
        }

        @Test
        void another_channel() throws IOException {
            deserves(
                    call().badHeader(h -> h.setChannelId("other")),
                    TxValidationCode.BAD_CREATOR_SIGNATURE);
        }

        @Test
        void a_strange_type() throws IOException {
            deserves(call().badHeader(h -> h.setType(77)), TxValidationCode.BAD_COMMON_HEADER);
        }

        @Test
        void an_epoch() throws IOException {
            deserves(call().badHeader(h -> h.setEpoch(1)), TxValidationCode.BAD_COMMON_HEADER);
        }

        @Test
        void an_id_that_is_no_hash() throws IOException {
            deserves(
                    call().badHeader(h -> h.setTxId("0".repeat(64))),
                    TxValidationCode.BAD_PROPOSAL_TXID);
        }

        @Test
        void a_proposal_that_was_not_endorsed() throws IOException {
            deserves(call().badProposalHash(), TxValidationCode.INVALID_ENDORSER_TRANSACTION);
        }

        @Test
        void a_chaincode_that_was_not_endorsed() throws IOException {
            deserves(
                    call().badHeader(h -> h.clearExtension()),
                    TxValidationCode.INVALID_OTHER_REASON);
        }

        @Test
        void endorsements_of_two_organisations_of_four() throws IOException {
            deserves(
                    call().endorsedBy(
                                    CONSORTIUM.org(0).peer(),
                                    CONSORTIUM.org(0).second(),
                                    CONSORTIUM.org(1).peer()),
                    TxValidationCode.ENDORSEMENT_POLICY_FAILURE);
        }

        @Test
        void an_endorsement_of_another_outcome_does_not_count() throws IOException {
            deserves(
                    call().endorsedBy(CONSORTIUM.org(0).peer(), CONSORTIUM.org(1).peer())
                            .endorsedOtherwiseBy(CONSORTIUM.org(2).peer()),
                    TxValidationCode.ENDORSEMENT_POLICY_FAILURE);
        }

        @Test
        void one_lying_chaincode_of_four_changes_nothing() throws IOException {
            deserves(
                    call().endorsedOtherwiseBy(CONSORTIUM.org(3).peer()).writes("a", "1"),
                    TxValidationCode.VALID);
        }

        @Test
        void endorsements_by_clients() throws IOException {
            deserves(
                    call().endorsedBy(
                                    CONSORTIUM.org(0).client(),
                                    CONSORTIUM.org(1).peer(),
                                    CONSORTIUM.org(2).peer()),
                    TxValidationCode.ENDORSEMENT_POLICY_FAILURE);
        }

        @Test
        void the_same_endorsement_three_times() throws IOException {
            var peer = CONSORTIUM.org(0).peer();
            deserves(
                    call().endorsedBy(peer, peer, peer),
                    TxValidationCode.ENDORSEMENT_POLICY_FAILURE);
        }

        @Test
        void bad_endorsement_signatures() throws IOException {
            deserves(call().badEndorsements(), TxValidationCode.ENDORSEMENT_POLICY_FAILURE);
        }

        @Test
        void a_stale_read() throws IOException {
            deserves(call().reads("a", 7, 0).writes("a", "1"), TxValidationCode.MVCC_READ_CONFLICT);
        }

        @Test
        void an_id_used_in_an_earlier_block() throws IOException {
            Call first = call();
            Call again = call().sameNonceAs(first).writes("a", "1");
            passes(chain().add(first).add(List.of(judged(again, TxValidationCode.DUPLICATE_TXID))));
            Finding finding = finding(chain().add(first).add(again));
            assertThat(finding.block()).isEqualTo(2);
            assertThat(finding.why()).contains("DUPLICATE_TXID");
        }

        @Test
        void an_id_used_in_the_same_block() throws IOException {
            Call first = call();
            Call again = call().sameNonceAs(first);
            passes(
                    chain().add(
                                    List.of(
                                            judged(first, TxValidationCode.VALID),
                                            judged(again, TxValidationCode.DUPLICATE_TXID))));
            assertThat(finding(chain().add(first, again)).transaction()).hasValue(1);
        }

        @Test
        void of_two_writers_of_one_key_in_a_block_the_second_loses() throws IOException {
            Call first = call().readsNothingAt("a").writes("a", "1");
            Call second = call().readsNothingAt("a").writes("a", "2");
            passes(
                    chain().add(
                                    List.of(
                                            judged(first, TxValidationCode.VALID),
                                            judged(second, TxValidationCode.MVCC_READ_CONFLICT))));
            Finding finding = finding(chain().add(first, second));
            assertThat(finding.transaction()).hasValue(1);
            assertThat(finding.key()).isEqualTo("a");
        }
    }

    @Nested
    class Configurations {
        private static List<Member> newOrderers() {
            return IntStream.range(0, 4).mapToObj(i -> CONSORTIUM.org(i).newOrderer()).toList();
        }

        private static void isRefused(Chain chain, String why) throws IOException {
            Finding finding = finding(chain);
            assertThat(finding.fault()).isEqualTo(Fault.CONFIGURATION);
            assertThat(finding.block()).isEqualTo(1);
            assertThat(finding.why()).contains(why);
        }

        @Test
        void a_later_configuration_is_taken_over() throws IOException {
            passes(chain().add(call()).addConfig(1).add(call()).addConfig(2).add(call()));
        }

        @Test
        void a_configuration_that_does_not_follow_is_found() throws IOException {
            Finding finding = finding(chain().add(call()).addConfig(7));
            assertThat(finding.fault()).isEqualTo(Fault.CONFIGURATION);
            assertThat(finding.block()).isEqualTo(2);
        }

        @Test
        void an_update_that_too_few_administrators_signed_is_refused() throws IOException {
            Member one = CONSORTIUM.org(0).admin();
            Chain chain = chain();
            isRefused(
                    chain.add(
                            chain.reconfiguration()
                                    .batchSize(7)
                                    .signedBy(one, one, one, CONSORTIUM.org(1).admin())),
                    "do not satisfy /Channel/Orderer/Admins");
        }

        @Test
        void an_update_that_others_than_administrators_signed_is_refused() throws IOException {
            Chain chain = chain();
            isRefused(
                    chain.add(
                            chain.reconfiguration()
                                    .batchSize(7)
                                    .signedBy(
                                            CONSORTIUM.org(0).orderer(),
                                            CONSORTIUM.org(1).peer(),
                                            CONSORTIUM.org(2).client())),
                    "do not satisfy");
        }

        @Test
        void a_configuration_that_is_not_what_its_update_gives_is_refused() throws IOException {
            Chain chain = chain();
            isRefused(
                    chain.add(
                            chain.reconfiguration()
                                    .batchSize(7)
                                    .forged(group ->
                                            group.toBuilder().setModPolicy("Readers").build())),
                    "not what its update makes");
        }

        @Test
        void an_update_that_changes_nothing_is_refused() throws IOException {
            Chain chain = chain();
            isRefused(chain.add(chain.reconfiguration()), "changes nothing");
        }

        @Test
        void new_orderers_sign_from_the_next_block_on() throws IOException {
            Chain chain = chain();
            chain.add(chain.reconfiguration().orderers(newOrderers()))
                    .orderedBy(newOrderers())
                    .add(call());
            passes(chain);
        }

        @Test
        void the_orderers_before_a_change_sign_nothing_after_it() throws IOException {
            Chain chain = chain();
            chain.add(chain.reconfiguration().orderers(newOrderers())).add(call());
            Finding finding = finding(chain);
            assertThat(finding.fault()).isEqualTo(Fault.ORDERER_SIGNATURE);
            assertThat(finding.block()).isEqualTo(2);
        }

        @Test
        void new_orderers_do_not_sign_the_block_that_names_them() throws IOException {
            Chain chain = chain();
            chain.orderedBy(newOrderers()).add(chain.reconfiguration().orderers(newOrderers()));
            Finding finding = finding(chain);
            assertThat(finding.fault()).isEqualTo(Fault.ORDERER_SIGNATURE);
            assertThat(finding.block()).isEqualTo(1);
        }
    }

    @Test
    void the_commit_hash_ties_the_blocks_together() throws IOException {
        Chain chain = chain().add(call().writes("a", "1"));
        var block = chain.blocks().get(1);
        ByteString other =
                org.hyperledger.fabric.protos.common.Metadata.newBuilder()
                        .setValue(Sha256.of())
                        .build()
                        .toByteString();
        var changed =
                block.toBuilder()
                        .setMetadata(block.getMetadata().toBuilder().setMetadata(4, other))
                        .build();
        Verdict verdict =
                Audit.run(
                        new Blocks(
                                List.of(
                                        chain.blocks().get(0).toByteString(),
                                        changed.toByteString())),
                        AuditOptions.unpinned().ofChaincode("other"));
        assertThat(((Verdict.Fail) verdict).finding().fault()).isEqualTo(Fault.COMMIT_HASH);
    }
}
