package org.pcm.bench.cycle;

import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Consumer;
import org.pcm.bench.measure.Timings;
import org.pcm.cooperation.event.Event;
import org.pcm.participant.client.MemberSummary;
import org.pcm.participant.identity.Tokens;
import org.pcm.participant.information.Cursor;
import org.pcm.participant.information.LaneKey;
import org.pcm.participant.information.LedgerInfo;
import org.pcm.participant.information.MemoryOutbox;
import org.pcm.participant.information.Notice;
import org.pcm.participant.information.http.EventStream;
import org.pcm.participant.information.http.Lane;

/**
 * A participant under load in one cooperation, as equal as the others: submits tasks, and takes on
 * tasks of all. Signs with its own key, hears by its own stream.
 */
final class Peer implements AutoCloseable {
    private static final int WINDOW = 1_024;
    private static final long WAIT_MILLIS = 20_000;

    private final Participant participant;
    private final Trouble trouble;
    private final int member;
    private final Shape shape;
    private final LongAdder lifeCycles;
    private final AtomicLong version;
    private final TaskBook book;
    private final Lane lane;
    private final Worker worker;
    private final EventStream stream;
    private volatile Consumer<Integer> onCompleted = count -> {};

    /**
     * Begins to take on tasks.
     *
     * @param lifeCycles counts the tasks that this peer submitted and heard the results of
     * @param version the highest version of the cooperation that any peer has heard of
     */
    Peer(
            Participant participant,
            String cooperation,
            Shape shape,
            LongAdder lifeCycles,
            AtomicLong version,
            Trouble trouble) {
        this.participant = participant;
        this.trouble = trouble;
        this.shape = shape;
        this.lifeCycles = lifeCycles;
        this.version = version;
        this.member = member(participant, cooperation);
        this.book = new TaskBook(participant.name(), member, trouble);
        LedgerInfo ledger = participant.client().ledger();
        LaneKey key = new LaneKey(ledger.id(), cooperation, participant.identity().kid());
        this.lane =
                new Lane(
                        participant.gateways(),
                        participant.identity(),
                        key,
                        new MemoryOutbox(),
                        WINDOW,
                        WAIT_MILLIS,
                        settled -> {});
        this.worker = Worker.start(lane, new Answers(trouble), shape.answered());
        this.stream =
                EventStream.ofMember(
                        participant.gateways(),
                        cooperation,
                        participant.name(),
                        new Tokens(participant.identity(), ledger.id(), InstantSource.system()),
                        Cursor.START,
                        this::hear);
    }

    private static int member(Participant participant, String cooperation) {
        return participant
                .client()
                .directory()
                .member(cooperation, participant.name())
                .map(MemberSummary::member)
                .orElseThrow(() -> new LoadFailed(participant.name() + " is no member"));
    }

    private void hear(Notice notice) {
        lane.seen(notice.version());
        version.accumulateAndGet(notice.version(), Math::max);
        if (notice instanceof Notice.Happened happened
                && happened.event() instanceof Event.OfJob event) {
            if (event instanceof Event.Offered offered && offered.member() == member) {
                worker.offered(offered);
            }
            try {
                completed(book.heard(event, System.nanoTime()));
            } catch (RuntimeException e) {
                trouble.report("an owner's book broke: " + e);
            }
        }
    }

    private void completed(int count) {
        if (count > 0) {
            lifeCycles.add(count);
            onCompleted.accept(count);
        }
    }

    /** Makes the part of it that submits tasks at a pace; one at a time. */
    Owner owner(Pace pace, Timings timings) {
        onCompleted = pace::ended;
        return new Owner(
                participant.name(),
                lane,
                book,
                new Answers(trouble),
                shape.submitted(),
                pace,
                timings);
    }

    TaskBook book() {
        return book;
    }

    Participant participant() {
        return participant;
    }

    @Override
    public void close() {
        worker.close();
        lane.close();
        stream.close();
    }
}
