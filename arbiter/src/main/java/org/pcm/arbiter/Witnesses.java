package org.pcm.arbiter;

import com.google.protobuf.ByteString;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.pcm.arbiter.block.Block;
import org.pcm.arbiter.block.Malformed;
import org.pcm.arbiter.block.Transaction;
import org.pcm.arbiter.chain.Fault;
import org.pcm.arbiter.chain.Finding;
import org.pcm.arbiter.source.BlockSource;

/**
 * Several sources of one ledger: the longest is audited, the others are held against it. Each peer
 * may hold another good set of orderers' signatures, so these are not compared.
 */
final class Witnesses {
    private final BlockSource leading;
    private final long height;
    private final List<Other> others;

    private record Other(BlockSource source, long height) {}

    private Witnesses(BlockSource leading, long height, List<Other> others) {
        this.leading = leading;
        this.height = height;
        this.others = List.copyOf(others);
    }

    static Witnesses of(List<BlockSource> sources) throws IOException {
        List<Other> all = new ArrayList<>();
        for (BlockSource source : sources) {
            all.add(new Other(source, source.height()));
        }
        Other longest = all.getFirst();
        for (Other other : all) {
            longest = other.height() > longest.height() ? other : longest;
        }
        all.remove(longest);
        return new Witnesses(new LastRead(longest.source()), longest.height(), all);
    }

    BlockSource leading() {
        return leading;
    }

    long height() {
        return height;
    }

    /** The source's name where there are several; with one alone nobody asks which. */
    String named(BlockSource source) {
        return others.isEmpty() ? "" : source.name();
    }

    List<Verdict.Witness> others() {
        return others.stream()
                .map(o -> new Verdict.Witness(o.source().name(), o.height()))
                .toList();
    }

    /** The first source whose block differs from the leading one's, which was found good. */
    Optional<Verdict.Fail> differing(long number) throws IOException {
        for (Other other : others) {
            if (number < other.height()) {
                Optional<String> difference = difference(other.source(), number);
                if (difference.isPresent()) {
                    String why =
                            "it has "
                                    + difference.get()
                                    + " than "
                                    + leading.name()
                                    + ", whose block is good";
                    return Optional.of(
                            new Verdict.Fail(
                                    Finding.inBlock(number, Fault.DISAGREEMENT, why),
                                    other.source().name()));
                }
            }
        }
        return Optional.empty();
    }

    private Optional<String> difference(BlockSource source, long number) throws IOException {
        try {
            Block block = Block.parse(source.read(number));
            return difference(Block.parse(leading.read(number)), block);
        } catch (Malformed e) {
            return Optional.of("other bytes (" + e.why() + ")");
        }
    }

    /** All that is in a block but who of the orderers signed it; the first part that differs. */
    private static Optional<String> difference(Block good, Block other) {
        Map<String, Boolean> same = new LinkedHashMap<>();
        same.put("another header", good.header().equals(other.header()));
        same.put("other transactions", envelopes(good).equals(envelopes(other)));
        same.put("other validation codes", good.codes().equals(other.codes()));
        same.put("another commit hash", good.commitHash().equals(other.commitHash()));
        same.put(
                "another last configuration",
                good.seal().value().equals(other.seal().value())
                        && good.lastConfig() == other.lastConfig());
        return same.entrySet().stream()
                .filter(part -> !part.getValue())
                .map(Map.Entry::getKey)
                .findFirst();
    }

    private static List<ByteString> envelopes(Block block) {
        return block.transactions().stream().map(Transaction::bytes).toList();
    }
}
