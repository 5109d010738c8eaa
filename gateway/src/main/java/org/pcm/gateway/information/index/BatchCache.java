package org.pcm.gateway.information.index;

import java.io.IOException;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.pcm.gateway.information.block.BlockStore;
import org.pcm.gateway.information.message.Batch;

/** Batches by block: the newest from memory, older ones read again from the raw block. */
final class BatchCache {
    private static final long BYTES_KEPT = 32 << 20;

    private final BlockStore blocks;
    private final BatchReader reader;
    private final Map<Long, Kept> kept = new LinkedHashMap<>(64, 0.75f, true);
    private long bytesKept;

    /**
     * A block's batches.
     *
     * @param bytes of the raw block
     */
    private record Kept(List<Batch> batches, int bytes) {}

    BatchCache(BlockStore blocks, BatchReader reader) {
        this.blocks = blocks;
        this.reader = reader;
    }

    /**
     * Keeps a block's batches, and forgets those that were not asked for longest.
     *
     * @param bytes of the raw block
     */
    void put(long block, List<Batch> batches, int bytes) {
        synchronized (kept) {
            Kept before = kept.put(block, new Kept(batches, bytes));
            bytesKept += bytes - (before == null ? 0 : before.bytes);
            for (Iterator<Kept> eldest = kept.values().iterator();
                    bytesKept > BYTES_KEPT && kept.size() > 1; ) {
                bytesKept -= eldest.next().bytes;
                eldest.remove();
            }
        }
    }

    List<Batch> of(long block) throws IOException {
        synchronized (kept) {
            Kept known = kept.get(block);
            if (known != null) {
                return known.batches;
            }
        }
        Optional<byte[]> raw = blocks.read(block);
        if (raw.isEmpty()) {
            return List.of();
        }
        List<Batch> read =
                reader.read(BlockStore.parse(raw.get())).stream()
                        .map(BatchReader.Read::batch)
                        .toList();
        put(block, read, raw.get().length);
        return read;
    }

    Optional<Batch> at(long block, int transaction) throws IOException {
        return of(block).stream().filter(batch -> batch.transaction() == transaction).findFirst();
    }
}
