package org.pcm.cli.ledger;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.pcm.arbiter.source.BlockFile;
import org.pcm.arbiter.source.BlockSource;
import org.pcm.arbiter.source.GatewayBlocks;
import org.pcm.participant.information.http.Trust;
import picocli.CommandLine.Option;

/** Where the blocks are read from: a block file, a gateway or peers, one of the three. */
final class Blocks {
    @Option(names = "--blocks", paramLabel = "FILE", description = "A block file.")
    private Optional<Path> file = Optional.empty();

    @Option(
            names = "--gateway",
            paramLabel = "URL",
            description = "A gateway; nothing that it says is believed.")
    private Optional<URI> gateway = Optional.empty();

    @Option(
            names = "--peer",
            paramLabel = "PROFILE",
            description = "A connection profile of a peer (docs/gateway.md); give more to compare.")
    private List<Path> peers = List.of();

    /**
     * Every source named; more than one only where peers are to be compared.
     *
     * @param trust who vouches for a gateway
     */
    BlockSources open(Trust trust) throws IOException {
        List<BlockSource> sources = new ArrayList<>();
        try {
            for (Path peer : peers) {
                sources.add(PeerConnection.open(existing(peer)));
            }
            if (gateway.isPresent()) {
                sources.add(new GatewayBlocks(gateway.get(), trust.context()));
            }
            if (file.isPresent()) {
                sources.add(BlockFile.open(existing(file.get())));
            }
            return new BlockSources(sources);
        } catch (IOException | RuntimeException e) {
            new BlockSources(sources).close();
            throw e;
        }
    }

    private static Path existing(Path path) throws NoSuchFileException {
        if (!Files.isRegularFile(path)) {
            throw new NoSuchFileException(path.toString());
        }
        return path;
    }
}
