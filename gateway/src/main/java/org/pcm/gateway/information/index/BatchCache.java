package org.pcm.gateway.information.index;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.pcm.gateway.information.block.BlockStore;
import org.pcm.gateway.information.message.Batch;

/** Batches by block: the newest from memory, older ones read again from the raw block. */
final class BatchCache {
    private static final int BLOCKS_KEPT = 256;

    private final BlockStore blocks;
    private final BatchReader reader;
    private final Map<Long, List<Batch>> kept =
            new LinkedHashMap<>(64, 0.75f, true) {
                private static final long serialVersionUID = 1L;

                @Override
                protected boolean removeEldestEntry(Map.Entry<Long, List<Batch>> eldest) {
                    return size() > BLOCKS_KEPT;
                }
            };

    BatchCache(BlockStore blocks, BatchReader reader) {
        this.blocks = blocks;
        this.reader = reader;
    }

    void put(long block, List<Batch> batches) {
        synchronized (kept) {
            kept.put(block, batches);
        }
    }

    List<Batch> of(long block) throws IOException {
        synchronized (kept) {
            List<Batch> known = kept.get(block);
            if (known != null) {
                return known;
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
        put(block, read);
        return read;
    }

    Optional<Batch> at(long block, int transaction) throws IOException {
        return of(block).stream().filter(batch -> batch.transaction() == transaction).findFirst();
    }
}
