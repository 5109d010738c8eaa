package org.pcm.bench.host;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.pcm.arbiter.source.BlockSource;

/** The ledger that a run measures on, with PCM's chaincode and the naive one. Closing stops it. */
public interface LedgerHost extends AutoCloseable {
    /** The connection profile for PCM's gateway. */
    Path profile();

    /** The genesis block's hash, hex. */
    String genesis();

    /** How to reach each peer that keeps a state of its own; the gateway's first. */
    List<FabricAccess> peers();

    /** The blocks of each of these peers, to be closed by the caller. */
    List<BlockSource> blocks() throws IOException;

    /** The ids of its processes, by their names. */
    Map<String, Long> pids() throws IOException, InterruptedException;

    @Override
    void close() throws IOException;
}
