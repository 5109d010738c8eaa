package org.pcm.cli.ledger;

import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.pcm.arbiter.source.BlockFileWriter;
import org.pcm.arbiter.source.BlockSource;
import org.pcm.cli.console.Authorities;
import org.pcm.cli.console.CommonOptions;
import org.pcm.cli.console.ExitCode;
import org.pcm.cli.console.Progress;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code pcm block export}: a whole chain as one file. */
@Command(
        name = "export",
        description = {
            "Copies every block into a file that \"pcm audit --blocks\" takes (docs/blockfile.md).",
            "Nothing is judged on the way."
        },
        footer = "pcm block export blocks.pcm --peer .pcm/network/org1/pcm.json")
final class BlockExport implements Callable<Integer> {
    @Mixin private final CommonOptions common = new CommonOptions();
    @Mixin private final Authorities authorities = new Authorities();

    @Parameters(paramLabel = "FILE", description = "The file to write; one there is replaced.")
    private Path file = Path.of("");

    @ArgGroup(multiplicity = "1")
    private Blocks blocks = new Blocks();

    @Override
    public Integer call() throws IOException {
        try (BlockSources sources = blocks.open(authorities.trust())) {
            BlockSource source = sources.first();
            Path whole = file.toAbsolutePath();
            try (Progress progress = Progress.on(common.err(), "copied", source.height())) {
                long height = BlockFileWriter.copy(source, whole, progress::reached);
                progress.wipe();
                common.out().println(height + " blocks of " + source.name() + " are in " + whole);
            }
            return ExitCode.DONE;
        }
    }
}
