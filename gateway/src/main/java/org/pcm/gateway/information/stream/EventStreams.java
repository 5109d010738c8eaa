package org.pcm.gateway.information.stream;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.pcm.gateway.information.index.Batches;
import org.pcm.gateway.information.message.Batch;
import org.pcm.gateway.information.message.Cursor;

/**
 * Streams of a lane's events and outcomes (B6): overall, or point to point. A stream reads the
 * ledger, not a buffer: however slow its reader, and wherever it resumes, it gets every item after
 * its cursor once and in order.
 */
public final class EventStreams implements AutoCloseable {
    private static final long HEARTBEAT_MILLIS = 10_000;
    private static final byte[] HEARTBEAT = ":\n\n".getBytes(StandardCharsets.US_ASCII);

    private final Batches batches;
    private final StreamItems items = new StreamItems();
    private final int streamsMax;
    private final Set<Thread> running = ConcurrentHashMap.newKeySet();
    private volatile boolean closed;

    /** At most {@code streamsMax} at a time. */
    public EventStreams(Batches batches, int streamsMax) {
        this.batches = batches;
        this.streamsMax = streamsMax;
    }

    /** Whether there is room for one more. */
    public boolean hasRoom() {
        return !closed && running.size() < streamsMax;
    }

    /** A cursor at the lane's end: only what comes from now on follows it. */
    public Cursor end(String lane) throws IOException {
        int count = batches.count(lane);
        if (count == 0) {
            return Cursor.START;
        }
        Batch newest = batches.at(lane, count - 1);
        return newest.cursor(newest.items() - 1);
    }

    /**
     * Writes until the reader goes or the gateway stops.
     *
     * @param member whom the items must concern; empty: all items
     */
    public void run(String lane, Optional<String> member, Cursor after, OutputStream out)
            throws IOException {
        running.add(Thread.currentThread());
        try {
            out.write(HEARTBEAT);
            out.flush();
            follow(lane, member, after, out);
        } catch (InterruptedException e) {
            // the gateway stops: the stream ends here, its reader resumes elsewhere
        } finally {
            running.remove(Thread.currentThread());
        }
    }

    private void follow(String lane, Optional<String> member, Cursor after, OutputStream out)
            throws IOException, InterruptedException {
        int next = batches.from(lane, after);
        long quietSince = System.nanoTime();
        while (!closed) {
            boolean wrote = false;
            if (batches.await(lane, next, HEARTBEAT_MILLIS)) {
                wrote = write(batches.at(lane, next++), member, after, out);
            }
            if (!wrote && System.nanoTime() - quietSince > HEARTBEAT_MILLIS * 1_000_000) {
                out.write(HEARTBEAT);
                wrote = true;
            }
            quietSince = wrote ? System.nanoTime() : quietSince;
            if (batches.count(lane) <= next) {
                out.flush();
            }
        }
    }

    /** Writes what of the batch comes after the cursor and concerns the member. */
    private boolean write(Batch batch, Optional<String> member, Cursor after, OutputStream out)
            throws IOException {
        List<StreamItem> all = items.of(batch);
        BitSet wanted = wanted(batch, member);
        boolean wrote = false;
        for (int i = wanted.nextSetBit(0); i >= 0; i = wanted.nextSetBit(i + 1)) {
            if (batch.cursor(i).compareTo(after) > 0) {
                out.write(text(batch.cursor(i), all.get(i)).getBytes(StandardCharsets.UTF_8));
                wrote = true;
            }
        }
        return wrote;
    }

    private BitSet wanted(Batch batch, Optional<String> member) {
        if (member.isPresent()) {
            return batches.concerning(batch, member.get());
        }
        BitSet all = new BitSet(batch.items());
        all.set(0, batch.items());
        return all;
    }

    private static String text(Cursor cursor, StreamItem item) {
        return "id: " + cursor + "\nevent: " + item.name() + "\ndata: " + item.data() + "\n\n";
    }

    /** Ends all streams. */
    @Override
    public void close() {
        closed = true;
        running.forEach(Thread::interrupt);
    }
}
