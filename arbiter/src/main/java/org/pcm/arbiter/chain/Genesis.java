package org.pcm.arbiter.chain;

import com.google.protobuf.ByteString;
import java.util.HexFormat;
import java.util.Optional;
import org.hyperledger.fabric.protos.common.LastConfig;
import org.hyperledger.fabric.protos.common.OrdererBlockMetadata;
import org.pcm.arbiter.block.Block;
import org.pcm.arbiter.channel.ChannelConfig;

/**
 * The rules of block 0. Nobody signs it: it is trusted for its hash, which it was pinned to, and
 * every other byte of it can have one value only.
 */
final class Genesis {
    private Genesis() {}

    static Optional<Finding> wrong(Block block, Optional<ByteString> pinned) {
        if (block.number() != 0 || !block.header().previousHash().isEmpty()) {
            return found(Fault.GENESIS, "the chain does not start with a block 0");
        }
        if (!block.computedDataHash().equals(block.header().dataHash())) {
            return Optional.of(
                    Finding.inTransaction(
                            0,
                            0,
                            Fault.DATA_HASH,
                            "the configuration does not hash to what the header says"));
        }
        if (pinned.isPresent() && !pinned.get().equals(block.hash())) {
            return found(
                    Fault.GENESIS,
                    "the genesis block's hash is "
                            + hex(block.hash())
                            + ", pinned is "
                            + hex(pinned.get()));
        }
        return metadata(block);
    }

    private static Optional<Finding> metadata(Block block) {
        if (!ChannelConfig.isIn(block)) {
            return found(Fault.GENESIS, "block 0 carries no configuration");
        }
        if (!block.transactions().get(0).valid()) {
            return Optional.of(
                    Finding.inTransaction(
                            0,
                            0,
                            Fault.VALIDATION_CODE,
                            "the block says "
                                    + block.transactions().get(0).codeNumber()
                                    + ", a genesis configuration is valid"));
        }
        boolean plain =
                block.seal().marks().isEmpty()
                        && block.seal().lastConfig() == 0
                        && block.lastConfig() == 0
                        && block.ordererSlot().isEmpty()
                        && block.commitHash().isEmpty()
                        && isPlainSeal(block);
        return plain
                ? Optional.empty()
                : found(Fault.METADATA, "the genesis block's metadata are not a genesis block's");
    }

    /** The seal of a genesis block names configuration 0 and nothing else. */
    private static boolean isPlainSeal(Block block) {
        ByteString value =
                OrdererBlockMetadata.newBuilder()
                        .setLastConfig(LastConfig.getDefaultInstance())
                        .build()
                        .toByteString();
        return block.seal().value().equals(value);
    }

    private static Optional<Finding> found(Fault fault, String why) {
        return Optional.of(Finding.inBlock(0, fault, why));
    }

    private static String hex(ByteString bytes) {
        return HexFormat.of().formatHex(bytes.toByteArray());
    }
}
