package org.pcm.gateway.information.index;

import java.io.IOException;
import java.util.BitSet;
import java.util.Optional;
import org.pcm.cooperation.event.Event;
import org.pcm.cooperation.event.Governed;
import org.pcm.cooperation.event.Planned;
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

    /**
     * Which of a batch's items (events, then outcomes) concern a participant: its own, its jobs',
     * what becomes of tasks it was asked to run, where members grab what waits (P8), what governs
     * the lane and its end. Asked once a batch, for a busy lane has thousands of items.
     */
    public BitSet concerning(Batch batch, String participant) {
        return view.read(() -> concerningNow(batch, participant));
    }

    private BitSet concerningNow(Batch batch, String participant) {
        Optional<LaneView> lane = view.find(batch.lane());
        Optional<MemberView> member = lane.flatMap(found -> found.member(participant));
        BitSet concerning = new BitSet(batch.items());
        int item = 0;
        for (Event event : batch.events()) {
            concerning.set(
                    item++,
                    concernsAll(event)
                            || isAbout(participant, event)
                            || (member.isPresent()
                                    && concerns(lane.get(), member.get().number, event)));
        }
        for (Placed outcome : batch.outcomes()) {
            concerning.set(item++, isOf(participant, outcome));
        }
        return concerning;
    }

    private static boolean concernsAll(Event event) {
        return event instanceof Event.Opened
                || event instanceof Event.Closed
                || event instanceof Governed;
    }

    /** Whether the registry's event is about the participant. */
    private static boolean isAbout(String participant, Event event) {
        return (event instanceof Event.Registered registered
                        && registered.name().equals(participant))
                || (event instanceof Event.KeyAdded added && added.name().equals(participant))
                || (event instanceof Event.KeyRevoked revoked
                        && revoked.name().equals(participant));
    }

    private static boolean concerns(LaneView lane, int member, Event event) {
        boolean itsOwn = event instanceof Event.OfMember e && e.member() == member;
        boolean itsJobs = event instanceof Event.OfJob e && lane.job(e.job()).owner == member;
        return itsOwn
                || itsJobs
                || endsOrStarts(lane, member, event)
                || (Board.isOpen(lane) && Board.announces(event));
    }

    /** What happens to tasks that the member may hold, in an event that names no holder. */
    private static boolean endsOrStarts(LaneView lane, int member, Event event) {
        boolean namesNobody =
                event instanceof Planned.Started
                        || event instanceof Planned.Disbanded
                        || event instanceof Event.Cancelled;
        return namesNobody
                && event instanceof Event.OfTasks e
                && lane.job(e.job()).wasAsked(member);
    }

    private boolean isOf(String participant, Placed outcome) {
        return outcome.submission()
                .flatMap(submission -> view.registry.key(submission.header().kid()))
                .filter(key -> key.participant().equals(participant))
                .isPresent();
    }
}
