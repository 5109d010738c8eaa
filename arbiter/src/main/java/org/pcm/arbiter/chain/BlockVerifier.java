package org.pcm.arbiter.chain;

import com.google.protobuf.ByteString;
import java.util.Optional;
import org.hyperledger.fabric.protos.common.Envelope;
import org.hyperledger.fabric.protos.common.HeaderType;
import org.pcm.arbiter.block.Block;
import org.pcm.arbiter.block.InvalidTransaction;
import org.pcm.arbiter.block.Invocation;
import org.pcm.arbiter.block.Malformed;
import org.pcm.arbiter.block.Transaction;
import org.pcm.arbiter.channel.ChannelConfig;

/**
 * Verifies blocks one by one under one configuration, as an agent does with the block that holds an
 * offer. Keeps what it learned of certificates and keys, so make one and keep it; safe for many
 * threads.
 *
 * <pre>{@code
 * BlockVerifier verifier = BlockVerifier.pinned(genesisBlock, genesisHash);
 * Block block = Block.parse(bytes);
 * Optional<Finding> wrong = verifier.verify(block).or(() -> verifier.verifyCall(block, 0));
 * }</pre>
 *
 * <p>What one block alone cannot show is that a peer found a transaction valid: validation codes
 * are not signed. The next batch of the same lane shows it, since its endorsed reads name the
 * version that this one wrote; or an audit of the whole chain.
 */
public final class BlockVerifier {
    private final ChannelConfig config;
    private final long configBlock;
    private final NamespacePolicies policies;
    private final OrdererRules orderers;
    private final TransactionRules transactions;

    /**
     * A verifier for the blocks that a configuration holds for.
     *
     * @param configBlock the number of the block that carries it
     */
    BlockVerifier(ChannelConfig config, long configBlock, NamespacePolicies policies) {
        this.config = config;
        this.configBlock = configBlock;
        this.policies = policies;
        orderers = new OrdererRules(config);
        transactions = new TransactionRules(config, policies);
    }

    /**
     * A verifier that trusts one genesis hash.
     *
     * @param genesisHash the hash of the genesis block, 32 bytes
     * @throws Malformed where the block is not that genesis block
     */
    public static BlockVerifier pinned(Block genesis, ByteString genesisHash) throws Malformed {
        Optional<Finding> wrong = Genesis.wrong(genesis, Optional.of(genesisHash));
        if (wrong.isPresent()) {
            throw new Malformed(wrong.get().toString());
        }
        return new BlockVerifier(ChannelConfig.of(genesis), 0, NamespacePolicies.channelDefault());
    }

    /**
     * The verifier for the blocks after a verified block: another one where that block carries a
     * new configuration, else this one.
     *
     * @throws Malformed where the new configuration does not follow or was not signed by those who
     *     may change it
     */
    public BlockVerifier after(Block block) throws Malformed {
        if (!ChannelConfig.isIn(block)) {
            return this;
        }
        return new BlockVerifier(config.next(block), block.number(), policies);
    }

    /** The configuration that this verifier trusts. */
    public ChannelConfig config() {
        return config;
    }

    /**
     * Whether the block is one that this channel's orderers made: encoding of its envelopes, data
     * hash, a quorum of good signatures, metadata that say what they must. Whether it continues the
     * right block is for the caller to compare.
     */
    public Optional<Finding> verify(Block block) {
        return envelopes(block)
                .or(() -> loneConfiguration(block))
                .or(() -> dataHash(block))
                .or(() -> seal(block))
                .or(() -> metadata(block));
    }

    /**
     * Whether a transaction was sent by a member and endorsed as the chaincode's policy demands.
     *
     * @param index the transaction's place in the block
     */
    public Optional<Finding> verifyCall(Block block, int index) {
        Transaction transaction = block.transactions().get(index);
        try {
            Judgement judgement =
                    transactions.judge(transaction, txId -> false, new KeyPolicyChanges());
            if (!judgement.isValid()) {
                return unendorsed(block, index, judgement.code() + ": " + judgement.why());
            }
            Optional<Invocation> call = transaction.readInvocation();
            return call.isPresent() && !transactions.speaksForChaincode(call.get())
                    ? unendorsed(block, index, "the chaincode's own policy is not satisfied")
                    : Optional.empty();
        } catch (Unsupported e) {
            return Optional.of(
                    Finding.inTransaction(block.number(), index, Fault.UNSUPPORTED, e.why()));
        }
    }

    private static Optional<Finding> unendorsed(Block block, int index, String why) {
        return Optional.of(
                Finding.inTransaction(
                        block.number(), index, Fault.VALIDATION_CODE, "the rules say " + why));
    }

    TransactionRules transactionRules() {
        return transactions;
    }

    private static Optional<Finding> envelopes(Block block) {
        for (Transaction transaction : block.transactions()) {
            try {
                Envelope envelope = transaction.envelope();
                if (envelope.getPayload().isEmpty() || envelope.getSignature().isEmpty()) {
                    return Optional.of(badEnvelope(block, transaction, "it is not signed"));
                }
            } catch (InvalidTransaction e) {
                return Optional.of(badEnvelope(block, transaction, e.why()));
            }
        }
        return Optional.empty();
    }

    /** One that shared its block would take effect in the middle of it: no orderer lets it. */
    private static Optional<Finding> loneConfiguration(Block block) {
        if (block.transactions().size() == 1) {
            return Optional.empty();
        }
        return block.transactions().stream()
                .filter(transaction ->
                        transaction.readHeader().stream()
                                .anyMatch(h -> h.type() == HeaderType.CONFIG_VALUE))
                .findFirst()
                .map(transaction ->
                        Finding.inTransaction(
                                block.number(),
                                transaction.index(),
                                Fault.CONFIGURATION,
                                "a configuration is not alone in its block"));
    }

    private static Finding badEnvelope(Block block, Transaction transaction, String why) {
        return Finding.inTransaction(block.number(), transaction.index(), Fault.ENCODING, why);
    }

    private Optional<Finding> dataHash(Block block) {
        if (block.computedDataHash().equals(block.header().dataHash())) {
            return Optional.empty();
        }
        String why = "the transactions do not hash to what the header says";
        for (Transaction transaction : block.transactions()) {
            if (!transactions.isSignedByCreator(transaction)) {
                return Optional.of(
                        Finding.inTransaction(
                                block.number(),
                                transaction.index(),
                                Fault.DATA_HASH,
                                why + ", and its creator did not sign this one"));
            }
        }
        return Optional.of(Finding.inBlock(block.number(), Fault.DATA_HASH, why));
    }

    private Optional<Finding> seal(Block block) {
        return orderers.wrong(block)
                .map(why -> Finding.inBlock(block.number(), Fault.ORDERER_SIGNATURE, why));
    }

    private Optional<Finding> metadata(Block block) {
        long expected = ChannelConfig.isIn(block) ? block.number() : configBlock;
        if (block.seal().lastConfig() != expected || block.lastConfig() != expected) {
            return Optional.of(
                    Finding.inBlock(
                            block.number(),
                            Fault.METADATA,
                            "the last configuration is in block "
                                    + expected
                                    + ", the metadata name "
                                    + block.seal().lastConfig()
                                    + " (signed) and "
                                    + block.lastConfig()));
        }
        return block.ordererSlot().isEmpty()
                ? Optional.empty()
                : Optional.of(
                        Finding.inBlock(
                                block.number(),
                                Fault.METADATA,
                                "the metadata slot ORDERER is not empty"));
    }
}
