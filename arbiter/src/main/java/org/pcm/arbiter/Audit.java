package org.pcm.arbiter;

import com.google.protobuf.ByteString;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.pcm.arbiter.block.Block;
import org.pcm.arbiter.block.Malformed;
import org.pcm.arbiter.chain.ChainVerifier;
import org.pcm.arbiter.chain.Fault;
import org.pcm.arbiter.chain.Finding;
import org.pcm.arbiter.channel.ChannelConfig;
import org.pcm.arbiter.replay.Replay;
import org.pcm.arbiter.source.BlockSource;

/**
 * The audit of a whole ledger: verifies every block from the genesis block on and computes the
 * contract again.
 *
 * <pre>{@code
 * try (BlockSource blocks = BlockFile.open(path)) {
 *     Verdict verdict = Audit.run(blocks, AuditOptions.unpinned().pinnedTo(genesisHash));
 *     System.out.println(verdict.line());
 * }
 * }</pre>
 */
public final class Audit {
    private Audit() {}

    /**
     * Audits all blocks that the source has at the start.
     *
     * @throws IOException where the source cannot be read, so that there is no verdict
     */
    public static Verdict run(BlockSource source, AuditOptions options) throws IOException {
        return compare(List.of(source), options);
    }

    /**
     * Audits the blocks of the longest source (the first of those equally long) and demands that
     * every other source has the same ones, as far as it goes.
     *
     * @param sources at least one
     * @throws IOException where a source cannot be read, so that there is no verdict
     */
    public static Verdict compare(List<BlockSource> sources, AuditOptions options)
            throws IOException {
        Witnesses witnesses = Witnesses.of(sources);
        BlockSource source = witnesses.leading();
        Replay replay = new Replay(options.chaincode());
        ChainVerifier chain = new ChainVerifier(options.genesisHash(), replay);
        for (long number = 0; number < witnesses.height(); number++) {
            Optional<Finding> wrong = accept(chain, source, number);
            if (wrong.isPresent()) {
                return new Verdict.Fail(wrong.get(), witnesses.named(source));
            }
            Optional<Verdict.Fail> other = witnesses.differing(number);
            if (other.isPresent()) {
                return other.get();
            }
            options.progress().accept(number + 1);
        }
        return witnesses.height() == 0
                ? new Verdict.Fail(
                        Finding.inBlock(0, Fault.FRAMING, "there is no block"),
                        witnesses.named(source))
                : pass(chain, replay, witnesses, options);
    }

    private static Optional<Finding> accept(ChainVerifier chain, BlockSource source, long number)
            throws IOException {
        try {
            return accept(chain, number, source.read(number));
        } catch (Malformed e) {
            return Optional.of(damage(chain, source, number, e.why()));
        }
    }

    private static Optional<Finding> accept(ChainVerifier chain, long number, ByteString bytes) {
        try {
            return chain.accept(Block.parse(bytes));
        } catch (Malformed e) {
            return Optional.of(Finding.inBlock(number, Fault.ENCODING, e.why()));
        }
    }

    /** Looks into a damaged block all the same, to name the transaction that the damage hit. */
    private static Finding damage(ChainVerifier chain, BlockSource source, long number, String why)
            throws IOException {
        return source.readDamaged(number)
                .flatMap(bytes -> accept(chain, number, bytes))
                .map(inside ->
                        new Finding(
                                number,
                                inside.transaction(),
                                inside.key(),
                                Fault.FRAMING,
                                why + "; inside, " + inside.why()))
                .orElse(Finding.inBlock(number, Fault.FRAMING, why));
    }

    private static Verdict pass(
            ChainVerifier chain, Replay replay, Witnesses witnesses, AuditOptions options) {
        return new Verdict.Pass(
                chain.height(),
                chain.genesisHash(),
                chain.lastHash(),
                chain.counts().valid(),
                chain.counts().invalid(),
                replay.calls(),
                options.genesisHash().isPresent(),
                chain.config().map(ChannelConfig::isDevnode).orElse(false),
                witnesses.others());
    }
}
