package org.pcm.gateway.information.stream;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.pcm.gateway.information.message.Batch;

/** The newest batches' items, so that many streams share the work of writing them. */
final class StreamItems {
    private static final int BATCHES_KEPT = 128;

    private record Place(long block, int transaction) {}

    private final Map<Place, List<StreamItem>> kept =
            new LinkedHashMap<>(64, 0.75f, true) {
                private static final long serialVersionUID = 1L;

                @Override
                protected boolean removeEldestEntry(Map.Entry<Place, List<StreamItem>> eldest) {
                    return size() > BATCHES_KEPT;
                }
            };

    List<StreamItem> of(Batch batch) {
        Place place = new Place(batch.block(), batch.transaction());
        synchronized (kept) {
            return kept.computeIfAbsent(place, p -> StreamItem.of(batch));
        }
    }
}
