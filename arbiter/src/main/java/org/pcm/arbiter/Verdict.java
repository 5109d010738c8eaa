package org.pcm.arbiter;

import com.google.protobuf.ByteString;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Collectors;
import org.pcm.arbiter.chain.Finding;

/** What an audit says in the end. */
public sealed interface Verdict {

    /** One line for people: {@code PASS …} or {@code FAIL …}. */
    String line();

    /**
     * All is right, as far as it rests on the genesis block.
     *
     * @param height how many blocks were audited
     * @param lastHash the hash of the last of them
     * @param validTransactions how many took effect, configurations among them
     * @param invalidTransactions how many had none
     * @param replayedCalls how many calls of the contract were computed again
     * @param genesisPinned whether the genesis hash was given; else the chain proves only that it
     *     is consistent with itself
     * @param devnode whether the chain comes from a devnode: one process, no consortium
     * @param witnesses the other sources that were compared and have the same blocks
     */
    record Pass(
            long height,
            ByteString genesisHash,
            ByteString lastHash,
            long validTransactions,
            long invalidTransactions,
            long replayedCalls,
            boolean genesisPinned,
            boolean devnode,
            List<Witness> witnesses)
            implements Verdict {
        /** Copies the list. */
        public Pass {
            witnesses = List.copyOf(witnesses);
        }

        @Override
        public String line() {
            return "PASS: "
                    + height
                    + " blocks, "
                    + validTransactions
                    + " valid and "
                    + invalidTransactions
                    + " invalid transactions, "
                    + replayedCalls
                    + " calls replayed, last block hash "
                    + HexFormat.of().formatHex(lastHash.toByteArray())
                    + (genesisPinned ? "" : "; genesis not pinned")
                    + (devnode ? "; a devnode's ledger, no consortium" : "")
                    + witnesses.stream()
                            .map(w -> "; the same " + w.height() + " blocks at " + w.source())
                            .collect(Collectors.joining());
        }
    }

    /**
     * Another source that agrees.
     *
     * @param height how many blocks it has; every one was compared
     */
    record Witness(String source, long height) {}

    /**
     * Something is wrong; nothing from there on can be believed.
     *
     * @param source which source has it, where several were compared; else empty
     */
    record Fail(Finding finding, String source) implements Verdict {
        @Override
        public String line() {
            return "FAIL: " + (source.isEmpty() ? "" : source + ": ") + finding;
        }
    }
}
