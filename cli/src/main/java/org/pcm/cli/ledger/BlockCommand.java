package org.pcm.cli.ledger;

import java.io.IOException;
import java.util.concurrent.Callable;
import org.pcm.arbiter.block.Block;
import org.pcm.arbiter.block.Malformed;
import org.pcm.arbiter.source.BlockSource;
import org.pcm.cli.console.Authorities;
import org.pcm.cli.console.CommandGroup;
import org.pcm.cli.console.CommonOptions;
import org.pcm.cli.console.ExitCode;
import org.pcm.cli.console.Failure;
import org.pcm.cli.console.Outline;
import org.pcm.participant.json.Json;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code pcm block}: single blocks for people, all of them for keeping. */
@Command(
        name = "block",
        description = "Shows single blocks, and copies a chain into a file.",
        synopsisSubcommandLabel = "COMMAND",
        footer = "pcm block show 3 --blocks blocks.pcm",
        subcommands = {BlockCommand.Show.class, BlockExport.class})
public final class BlockCommand extends CommandGroup {
    /** {@code pcm block show}: one block, taken apart. */
    @Command(
            name = "show",
            description =
                    "Takes one block apart: who signed, who called what, what it read and wrote.",
            footer = "pcm block show 3 --blocks blocks.pcm")
    static final class Show implements Callable<Integer> {
        @Mixin private final CommonOptions common = new CommonOptions();
        @Mixin private final Authorities authorities = new Authorities();

        @Parameters(paramLabel = "N", description = "The block's number; the genesis block is 0.")
        private long number;

        @ArgGroup(multiplicity = "1")
        private Blocks blocks = new Blocks();

        @Option(names = "--json", description = "Answer in JSON, nothing shortened.")
        private boolean json;

        @Override
        public Integer call() throws IOException {
            try (BlockSources sources = blocks.open(authorities.trust())) {
                BlockSource source = sources.first();
                long height = source.height();
                if (number < 0 || number >= height) {
                    throw new Failure(
                            source.name()
                                    + " has the blocks 0 to "
                                    + (height - 1)
                                    + ", no "
                                    + number);
                }
                var shown = BlockJson.of(Block.parse(source.read(number)));
                common.out().print(json ? Json.pretty(shown) : Outline.of(shown));
                common.out().flush();
                return ExitCode.DONE;
            } catch (Malformed e) {
                common.err().println("pcm: block " + number + " is damaged: " + e.why());
                return ExitCode.NO;
            }
        }
    }
}
