package org.pcm.cli.ledger;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;
import org.pcm.arbiter.source.BlockFile;
import org.pcm.arbiter.source.BlockSource;
import org.pcm.arbiter.source.GatewayBlocks;
import picocli.CommandLine.Option;

/** Where the blocks are read from: a block file or a gateway, one of the two. */
final class Blocks {
    @Option(names = "--blocks", paramLabel = "FILE", description = "A block file.")
    private Optional<Path> file = Optional.empty();

    @Option(
            names = "--gateway",
            paramLabel = "URL",
            description = "A gateway; nothing that it says is believed.")
    private Optional<URI> gateway = Optional.empty();

    BlockSource open() throws IOException {
        if (gateway.isPresent()) {
            return new GatewayBlocks(gateway.get());
        }
        Path path = file.orElseThrow();
        if (!Files.isRegularFile(path)) {
            throw new NoSuchFileException(path.toString());
        }
        return BlockFile.open(path);
    }
}
