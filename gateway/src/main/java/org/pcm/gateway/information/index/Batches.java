package org.pcm.gateway.information.index;

import java.io.IOException;
import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.pcm.gateway.information.message.Batch;
import org.pcm.gateway.information.message.Cursor;

/** The batches of lanes in order, and whom their items concern. */
public final class Batches {
    private static final int AUDIENCES_KEPT = 128;

    private final View view;
    private final BatchCache cache;

    private record Place(long block, int transaction) {}

    /** Made by the first who asks, while others ask for other batches. */
    private static final class Lazy {
        private @Nullable Audience audience;

        synchronized Audience of(View view, Batch batch) {
            if (audience == null) {
                audience = Audience.of(view, batch);
            }
            return audience;
        }
    }

    private final Map<Place, Lazy> audiences =
            new LinkedHashMap<>(64, 0.75f, true) {
                private static final long serialVersionUID = 1L;

                @Override
                protected boolean removeEldestEntry(Map.Entry<Place, Lazy> eldest) {
                    return size() > AUDIENCES_KEPT;
                }
            };

    Batches(View view, BatchCache cache) {
        this.view = view;
        this.cache = cache;
    }

    private Optional<BatchLog> log(String lane) {
        return view.read(() -> view.find(lane).map(found -> found.log));
    }

    /** The lane's first batch at or after the cursor's transaction. */
    public int from(String lane, Cursor cursor) {
        return log(lane).map(log -> log.from(cursor)).orElse(0);
    }

    /** How many batches the lane has. */
    public int count(String lane) {
        return log(lane).map(BatchLog::size).orElse(0);
    }

    /** Waits until the lane has batch {@code i}; false when the time is over. */
    public boolean await(String lane, int i, long millis) throws InterruptedException {
        Optional<BatchLog> log = log(lane);
        return log.isPresent() && log.get().await(i, millis);
    }

    /** Batch {@code i} of the lane, which must be there. */
    public Batch at(String lane, int i) throws IOException {
        Cursor place = log(lane).orElseThrow().at(i);
        return cache.at(place.block(), place.transaction())
                .orElseThrow(() -> new IOException("block " + place.block() + " cannot be read"));
    }

    /**
     * Which of a batch's items (events, then outcomes) concern a participant: its own, its jobs',
     * what becomes of tasks it was asked to run, where members grab what waits (P8), what governs
     * the lane and its end.
     */
    public BitSet concerning(Batch batch, String participant) {
        return view.read(() -> {
            boolean member =
                    view.find(batch.lane()).flatMap(lane -> lane.member(participant)).isPresent();
            return audience(batch).of(participant, member);
        });
    }

    private Audience audience(Batch batch) {
        Place place = new Place(batch.block(), batch.transaction());
        Lazy lazy;
        synchronized (audiences) {
            lazy = audiences.computeIfAbsent(place, p -> new Lazy());
        }
        return lazy.of(view, batch);
    }
}
