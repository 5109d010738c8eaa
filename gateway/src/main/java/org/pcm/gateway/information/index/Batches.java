package org.pcm.gateway.information.index;

import java.io.IOException;
import java.util.Optional;
import org.pcm.cooperation.event.Event;
import org.pcm.cooperation.event.Governed;
import org.pcm.gateway.information.message.Batch;
import org.pcm.gateway.information.message.Cursor;
import org.pcm.gateway.information.message.Placed;

/** The batches of lanes in order, and whom their items concern. */
public final class Batches {
    private final View view;
    private final BatchCache cache;

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

    /** Whether an event concerns a participant: its own, its jobs' and the lane's end. */
    public boolean concerns(String lane, String participant, Event event) {
        return view.read(() -> concernsNow(lane, participant, event));
    }

    private boolean concernsNow(String lane, String participant, Event event) {
        if (event instanceof Event.Registered registered) {
            return registered.name().equals(participant);
        }
        if (event instanceof Event.KeyAdded added) {
            return added.name().equals(participant);
        }
        if (event instanceof Event.KeyRevoked revoked) {
            return revoked.name().equals(participant);
        }
        if (event instanceof Event.Opened
                || event instanceof Event.Closed
                || event instanceof Governed) {
            return true;
        }
        Optional<LaneView> found = view.find(lane);
        Optional<MemberView> member = found.flatMap(l -> l.member(participant));
        if (member.isEmpty()) {
            return false;
        }
        int number = member.get().number;
        boolean itsOwn = event instanceof Event.OfMember e && e.member() == number;
        boolean itsJobs =
                event instanceof Event.OfJob e && found.get().job(e.job()).owner == number;
        return itsOwn || itsJobs;
    }

    /** Whether a submission was a participant's. */
    public boolean concerns(String participant, Placed placed) {
        Optional<String> kid = placed.submission().map(s -> s.header().kid());
        return kid.isPresent()
                && view.read(() ->
                        view.registry
                                .key(kid.get())
                                .filter(key -> key.participant().equals(participant))
                                .isPresent());
    }
}
