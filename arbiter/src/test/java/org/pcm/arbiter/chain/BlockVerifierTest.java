package org.pcm.arbiter.chain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.ByteString;
import org.junit.jupiter.api.Test;
import org.pcm.arbiter.block.Block;
import org.pcm.arbiter.block.Malformed;
import org.pcm.arbiter.fixture.Call;
import org.pcm.arbiter.fixture.Chain;
import org.pcm.arbiter.fixture.Consortium;
import org.pcm.arbiter.signature.Sha256;

/** One block at a time, as an agent looks at the block that holds an offer. */
class BlockVerifierTest {
    private static final Consortium CONSORTIUM = new Consortium();

    private final Chain chain = new Chain(CONSORTIUM);

    private Block block(int number) throws Malformed {
        return Block.parse(chain.blocks().get(number).toByteString());
    }

    private BlockVerifier verifier() throws Malformed {
        return BlockVerifier.pinned(block(0), chain.genesisHash());
    }

    @Test
    void a_later_block_is_verified_without_those_between() throws Malformed {
        chain.add(new Call(CONSORTIUM)).add(new Call(CONSORTIUM)).add(new Call(CONSORTIUM));
        assertThat(verifier().verify(block(3))).isEmpty();
        assertThat(verifier().verifyCall(block(3), 0)).isEmpty();
    }

    @Test
    void only_the_pinned_genesis_block_is_trusted() throws Malformed {
        Block genesis = block(0);
        ByteString other = Sha256.of();
        assertThatThrownBy(() -> BlockVerifier.pinned(genesis, other))
                .isInstanceOf(Malformed.class)
                .hasMessageContaining("pinned");
    }

    @Test
    void a_block_of_other_orderers_is_refused() throws Malformed {
        Block foreign =
                Block.parse(
                        new Chain(new Consortium())
                                .add(new Call(CONSORTIUM))
                                .blocks()
                                .get(1)
                                .toByteString());
        assertThat(verifier().verify(foreign).orElseThrow().fault())
                .isEqualTo(Fault.ORDERER_SIGNATURE);
    }

    @Test
    void a_call_without_enough_endorsements_is_refused() throws Malformed {
        chain.add(new Call(CONSORTIUM).endorsedBy(CONSORTIUM.org(0).peer()));
        assertThat(verifier().verify(block(1))).isEmpty();
        assertThat(verifier().verifyCall(block(1), 0).orElseThrow().why())
                .contains("ENDORSEMENT_POLICY_FAILURE");
    }

    @Test
    void after_a_new_configuration_another_verifier_is_needed() throws Malformed {
        chain.add(new Call(CONSORTIUM)).addConfig(1).add(new Call(CONSORTIUM));
        BlockVerifier before = verifier();
        assertThat(before.after(block(1))).isSameAs(before);
        assertThat(before.verify(block(2))).isEmpty();
        assertThat(before.verify(block(3)).orElseThrow().fault()).isEqualTo(Fault.METADATA);
        assertThat(before.after(block(2)).verify(block(3))).isEmpty();
    }
}
