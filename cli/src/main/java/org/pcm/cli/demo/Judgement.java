package org.pcm.cli.demo;

import com.google.protobuf.ByteString;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HexFormat;
import org.pcm.arbiter.Audit;
import org.pcm.arbiter.AuditOptions;
import org.pcm.arbiter.Verdict;
import org.pcm.arbiter.source.BlockFile;

/** Whether all was right, judged from what lies on disk when every process has ended. */
record Judgement(Show show) {

    /**
     * Merges what the tasks left into the result; whether a direct count of the text says the same.
     */
    boolean isSame(Demo.Options options) throws IOException {
        WordCounts merged =
                WordCounts.merged(WordCount.outputs(options.fetched(), options.tasks()));
        merged.write(options.result());
        boolean same = merged.equals(WordCounts.ofText(options.input()));
        show.tell(
                "result",
                merged.total()
                        + " words, "
                        + merged.different()
                        + " different; "
                        + (same ? "a direct count says the same" : "A DIRECT COUNT DIFFERS"));
        return same;
    }

    /**
     * Audits the ledger, trusting its genesis hash alone: {@code PASS}, or {@code FAIL: } and why.
     */
    String audit(Path blocks, String genesis) throws IOException {
        ByteString pinned = ByteString.copyFrom(HexFormat.of().parseHex(genesis));
        try (BlockFile source = BlockFile.open(blocks)) {
            Verdict verdict = Audit.run(source, AuditOptions.unpinned().pinnedTo(pinned));
            show.tell("audit", verdict.line());
            return verdict instanceof Verdict.Pass ? "PASS" : verdict.line();
        }
    }
}
