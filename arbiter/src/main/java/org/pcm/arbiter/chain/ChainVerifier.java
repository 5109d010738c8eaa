package org.pcm.arbiter.chain;

import com.google.protobuf.ByteString;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.hyperledger.fabric.protos.peer.TxValidationCode;
import org.jspecify.annotations.Nullable;
import org.pcm.arbiter.block.Block;
import org.pcm.arbiter.block.Invocation;
import org.pcm.arbiter.block.Malformed;
import org.pcm.arbiter.block.Transaction;
import org.pcm.arbiter.channel.ChannelConfig;
import org.pcm.arbiter.ledger.Conflict;
import org.pcm.arbiter.ledger.Height;
import org.pcm.arbiter.ledger.State;

/**
 * Verifies a chain from its genesis block on: feed every block in order to {@link #accept} until it
 * finds something. Beyond what {@link BlockVerifier} sees in one block it checks numbers, previous
 * hashes, every validation code (by its own copy of the state) and the commit hash. Not for use
 * after a finding; one thread.
 */
public final class ChainVerifier {
    private final Optional<ByteString> pinnedGenesis;
    private final CallCheck calls;
    private final State state = new State();
    private final Set<String> txIds = new HashSet<>();
    private final Counts counts = new Counts();
    private @Nullable BlockVerifier verifier;
    private ByteString genesisHash = ByteString.EMPTY;
    private ByteString lastHash = ByteString.EMPTY;
    private long height;

    /** How many transactions were seen. */
    public static final class Counts {
        private long valid;
        private long invalid;
        private long configurations;

        /** Transactions that took effect, configurations among them. */
        public long valid() {
            return valid;
        }

        /** Transactions that had no effect. */
        public long invalid() {
            return invalid;
        }

        /** Blocks that carry a configuration, the genesis block among them. */
        public long configurations() {
            return configurations;
        }
    }

    /**
     * A verifier at the start of a chain.
     *
     * @param pinnedGenesis the hash that block 0 must have, if one is known
     * @param calls looks at every valid call of a block that is otherwise good
     */
    public ChainVerifier(Optional<ByteString> pinnedGenesis, CallCheck calls) {
        this.pinnedGenesis = pinnedGenesis;
        this.calls = calls;
    }

    /** Verifies the next block and takes it over; what is wrong with it, if anything. */
    public Optional<Finding> accept(Block block) {
        Optional<Finding> found =
                verifier == null ? acceptGenesis(block) : acceptNext(block, verifier);
        lastHash = block.hash();
        height++;
        return found;
    }

    /** How many blocks were accepted. */
    public long height() {
        return height;
    }

    /** The hash of the last block accepted. */
    public ByteString lastHash() {
        return lastHash;
    }

    /** The hash of block 0. */
    public ByteString genesisHash() {
        return genesisHash;
    }

    /** What was counted so far. */
    public Counts counts() {
        return counts;
    }

    /** The configuration in force, once there is one. */
    public Optional<ChannelConfig> config() {
        return Optional.ofNullable(verifier).map(BlockVerifier::config);
    }

    private Optional<Finding> acceptGenesis(Block block) {
        Optional<Finding> wrong = Genesis.wrong(block, pinnedGenesis);
        if (wrong.isPresent()) {
            return wrong;
        }
        genesisHash = block.hash();
        calls.begin(genesisHash);
        counts.valid++;
        counts.configurations++;
        remember(block);
        try {
            verifier = new BlockVerifier(ChannelConfig.of(block), 0, new Definitions(state));
            return Optional.empty();
        } catch (Malformed e) {
            return Optional.of(Finding.inBlock(0, Fault.CONFIGURATION, e.why()));
        }
    }

    private Optional<Finding> acceptNext(Block block, BlockVerifier by) {
        return link(block)
                .or(() -> by.verify(block))
                .or(() -> transactions(block, by))
                .or(() -> commitHash(block))
                .or(() -> configuration(block, by));
    }

    private Optional<Finding> link(Block block) {
        if (block.number() != height) {
            return Optional.of(
                    Finding.inBlock(
                            height,
                            Fault.NUMBER,
                            "the block here has the number "
                                    + Long.toUnsignedString(block.number())));
        }
        return block.header().previousHash().equals(lastHash)
                ? Optional.empty()
                : Optional.of(
                        Finding.inBlock(
                                height,
                                Fault.PREVIOUS_HASH,
                                "it does not continue the block before"));
    }

    private Optional<Finding> transactions(Block block, BlockVerifier by) {
        List<Judgement> judgements = new ArrayList<>();
        Set<String> inBlock = new HashSet<>();
        KeyPolicyChanges changes = new KeyPolicyChanges();
        for (Transaction transaction : block.transactions()) {
            try {
                Judgement judgement =
                        by.transactionRules().judge(transaction, txIds::contains, changes);
                judgements.add(judgement.isValid() ? notRepeated(transaction, inBlock) : judgement);
            } catch (Unsupported e) {
                return Optional.of(
                        Finding.inTransaction(
                                block.number(), transaction.index(), Fault.UNSUPPORTED, e.why()));
            }
        }
        remember(block);
        for (Transaction transaction : block.transactions()) {
            Optional<Finding> wrong =
                    transaction(block, by, transaction, judgements.get(transaction.index()));
            if (wrong.isPresent()) {
                return wrong;
            }
        }
        return Optional.empty();
    }

    private static Judgement notRepeated(Transaction transaction, Set<String> inBlock) {
        String txId = transaction.readInvocation().map(c -> c.header().txId()).orElse("");
        return txId.isEmpty() || inBlock.add(txId)
                ? Judgement.VALID
                : new Judgement(
                        TxValidationCode.DUPLICATE_TXID,
                        "an earlier transaction of the block has this id");
    }

    private Optional<Finding> transaction(
            Block block, BlockVerifier by, Transaction transaction, Judgement byRules) {
        int index = transaction.index();
        Optional<Invocation> call =
                byRules.isValid() ? transaction.readInvocation() : Optional.empty();
        Optional<Conflict> conflict = call.flatMap(state::conflict);
        Judgement judgement =
                conflict.map(c -> new Judgement(c.code(), "key " + c.key() + ": " + c.why()))
                        .orElse(byRules);
        if (judgement.code().getNumber() != transaction.codeNumber()) {
            return Optional.of(
                    new Finding(
                            block.number(),
                            OptionalInt.of(index),
                            conflict.map(Conflict::key).orElse(""),
                            Fault.VALIDATION_CODE,
                            contradiction(transaction, judgement)));
        }
        if (!judgement.isValid()) {
            counts.invalid++;
            return Optional.empty();
        }
        counts.valid++;
        call.ifPresent(c -> state.apply(c, new Height(block.number(), index)));
        return call.flatMap(c -> check(block, by, c));
    }

    /** A call that one organisation alone could make, aside from the chaincode, says nothing. */
    private Optional<Finding> check(Block block, BlockVerifier by, Invocation call) {
        try {
            return by.transactionRules().speaksForChaincode(call)
                    ? calls.check(block.number(), call)
                    : Optional.empty();
        } catch (Unsupported e) {
            return Optional.of(
                    Finding.inTransaction(
                            block.number(), call.index(), Fault.UNSUPPORTED, e.why()));
        }
    }

    private static String contradiction(Transaction transaction, Judgement judgement) {
        TxValidationCode said = TxValidationCode.forNumber(transaction.codeNumber());
        return "the block says "
                + (said == null ? "code " + transaction.codeNumber() : said)
                + ", the rules say "
                + judgement.code()
                + (judgement.isValid() ? "" : ": " + judgement.why());
    }

    /** Ids count as used whether or not their transactions were valid, as in Fabric's index. */
    private void remember(Block block) {
        for (Transaction transaction : block.transactions()) {
            transaction.readHeader().ifPresent(header -> txIds.add(header.txId()));
        }
    }

    private Optional<Finding> commitHash(Block block) {
        return state.commit(block.codes()).equals(block.commitHash())
                ? Optional.empty()
                : Optional.of(
                        Finding.inBlock(
                                block.number(),
                                Fault.COMMIT_HASH,
                                "the commit hash is not that of the codes and writes up to here"));
    }

    /** Takes over a later configuration, if those who may change it signed its update. */
    private Optional<Finding> configuration(Block block, BlockVerifier by) {
        if (!ChannelConfig.isIn(block) || !block.transactions().get(0).valid()) {
            return Optional.empty();
        }
        counts.configurations++;
        try {
            verifier = by.after(block);
            return Optional.empty();
        } catch (Malformed e) {
            return Optional.of(
                    Finding.inTransaction(block.number(), 0, Fault.CONFIGURATION, e.why()));
        }
    }
}
