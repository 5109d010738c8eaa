package org.pcm.arbiter.chain;

import com.google.protobuf.ByteString;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.pcm.arbiter.block.Block;
import org.pcm.arbiter.block.Malformed;
import org.pcm.arbiter.block.OrdererSeal;
import org.pcm.arbiter.channel.ChannelConfig;
import org.pcm.arbiter.channel.Identity;

/**
 * Whether enough orderers signed a block. Stricter than a peer, which stops at enough: every
 * signature there must be good and of a different orderer, so that no byte of the block is left
 * unchecked.
 */
final class OrdererRules {
    private final ChannelConfig config;

    OrdererRules(ChannelConfig config) {
        this.config = config;
    }

    /** What is wrong with the block's signatures, if anything. */
    Optional<String> wrong(Block block) {
        ByteString header = block.header().der();
        OrdererSeal seal = block.seal();
        List<Identity> signers = new ArrayList<>();
        try {
            for (OrdererSeal.Mark mark : seal.marks()) {
                Identity signer = signer(mark);
                if (signers.stream().anyMatch(signer::isSameAs)) {
                    throw new Malformed(signer.name() + " signed twice");
                }
                if (!signer.signed(mark.signature(), seal.value(), mark.signedHeader(), header)) {
                    throw new Malformed("the signature of " + signer.name() + " is not good");
                }
                signers.add(signer);
            }
        } catch (Malformed e) {
            return Optional.of(e.why());
        }
        return tooFew(signers);
    }

    private Identity signer(OrdererSeal.Mark mark) throws Malformed {
        return switch (mark) {
            case OrdererSeal.ConsenterMark named -> {
                Identity consenter = config.consenters().get(named.consenter());
                if (consenter == null) {
                    throw new Malformed("there is no consenter " + named.consenter());
                }
                yield consenter;
            }
            case OrdererSeal.CreatorMark named -> config.organisations().identify(named.creator());
        };
    }

    private Optional<String> tooFew(List<Identity> signers) {
        int needed = config.isBft() ? config.quorum() : 1;
        if (signers.size() < needed) {
            return Optional.of(signers.size() + " orderers signed, " + needed + " must");
        }
        boolean enough = config.blockValidation().isSatisfiedBy(signers, config.organisations());
        return enough
                ? Optional.empty()
                : Optional.of("the signers do not satisfy the channel's BlockValidation policy");
    }
}
