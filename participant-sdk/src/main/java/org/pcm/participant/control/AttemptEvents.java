package org.pcm.participant.control;

import java.util.EnumSet;
import java.util.PrimitiveIterator;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.pcm.cooperation.event.Event;
import org.pcm.cooperation.event.Planned;
import org.pcm.cooperation.job.Digests;
import org.pcm.cooperation.job.TaskSet;
import org.pcm.participant.information.Digest;
import org.pcm.participant.information.JobOrigin;
import org.pcm.participant.information.Notice;
import org.pcm.participant.resource.Attempt;
import org.pcm.participant.resource.AttemptId;
import org.pcm.participant.resource.AttemptState;
import org.pcm.participant.resource.Attempts;

/**
 * What events do to this member's attempts. What the ledger says stands, whatever the agent
 * thought.
 */
public final class AttemptEvents {

    /** Where no answer of this member can have led to what the ledger is said to say. */
    private static final Set<AttemptState> UNANSWERED =
            EnumSet.of(
                    AttemptState.OFFERED,
                    AttemptState.GRABBING,
                    AttemptState.GRANTED,
                    AttemptState.REJECTING);

    private final String cooperation;
    private final int member;
    private final Attempts attempts;
    private final RunCenter runs;
    private final Consumer<Notice> reader;

    /**
     * @param member this participant's number in the roster
     * @param reader told the last notice that is handled
     */
    public AttemptEvents(
            String cooperation,
            int member,
            Attempts attempts,
            RunCenter runs,
            Consumer<Notice> reader) {
        this.cooperation = cooperation;
        this.member = member;
        this.attempts = attempts;
        this.runs = runs;
        this.reader = reader;
    }

    /** Whether an event is about this member. */
    boolean isMine(Event.OfMember event) {
        return event.member() == member;
    }

    /**
     * Whether an event makes this member begin something, so that it must be on the verified ledger
     * and not in a gateway's word alone. What this member accepted itself rests on an offer that
     * was proven, and needs no second proof.
     *
     * @param begun jobs of which something begins just before the event
     */
    boolean needsProof(Event event, Set<Long> begun) {
        return switch (event) {
            case Event.Offered offered -> isMine(offered);
            case Planned.Grabbed grabbed -> isMine(grabbed);
            case Event.Accepted accepted -> isMine(accepted) && isUnanswered(accepted, begun);
            case Planned.Readied readied -> isMine(readied) && isUnanswered(readied, begun);
            case Planned.Started started ->
                    begun.contains(started.job())
                            || holdsAny(started, EnumSet.allOf(AttemptState.class));
            default -> false;
        };
    }

    private boolean isUnanswered(Event.OfTasks event, Set<Long> begun) {
        return begun.contains(event.job()) || holdsAny(event, UNANSWERED);
    }

    private boolean holdsAny(Event.OfTasks event, Set<AttemptState> states) {
        return event.tasks().stream()
                .anyMatch(task ->
                        attempts.open(cooperation, event.job(), task)
                                .filter(attempt -> states.contains(attempt.state()))
                                .isPresent());
    }

    /** What the ledger says of a job that is offered here, or granted. */
    void owned(long job, JobOrigin origin) {
        attempts.jobs().remember(cooperation, job, origin);
    }

    /** Everything up to the notice is handled. */
    void read(Notice last) {
        reader.accept(last);
    }

    /** Applies an event; others' and those without meaning for attempts change nothing. */
    void apply(Notice notice) {
        if (!(notice instanceof Notice.Happened happened)) {
            return;
        }
        if (happened.event() instanceof Event.OfHolder event && isMine(event)) {
            apply(event, notice);
        } else if (happened.event() instanceof Event.Cancelled cancelled) {
            forEach(cancelled, attempt -> end(attempt.id()));
        } else if (happened.event() instanceof Planned.Started started) {
            forEach(started, attempt -> attempts.started(attempt.id(), notice.cursor()));
        } else if (happened.event() instanceof Planned.Disbanded disbanded) {
            forEach(disbanded, attempt -> end(attempt.id()));
        }
    }

    private void apply(Event.OfHolder event, Notice at) {
        switch (event) {
            case Event.Offered offered -> offered(offered, at.version());
            case Event.Accepted accepted ->
                    forEach(accepted, a -> attempts.accepted(a.id(), at.cursor()));
            case Event.Cancelling cancelling -> cancelling(cancelling);
            case Event.Rejected rejected -> close(rejected);
            case Event.OfferExpired expired -> close(expired);
            case Event.Returned returned -> close(returned);
            case Event.Completed completed -> close(completed);
            case Event.Failed failed -> close(failed);
            case Event.HandedBack handed -> close(handed);
            case Event.Overdue overdue -> close(overdue);
            case Planned.Grabbed grabbed -> granted(grabbed, at);
            case Planned.RejectedForGood declined -> close(declined);
            case Planned.Readied readied ->
                    forEach(readied, a -> attempts.move(a.id(), AttemptState.READIED));
        }
    }

    private void offered(Event.Offered offered, long version) {
        begin(
                offered,
                offered.specs(),
                version,
                (id, spec) -> {
                    open(id.job(), id.task(), earlier -> end(earlier.id()));
                    attempts.offered(id, spec);
                });
    }

    private void granted(Planned.Grabbed grabbed, Notice at) {
        String owner = attempts.jobs().owner(cooperation, grabbed.job()).orElse("");
        begin(
                grabbed,
                grabbed.specs(),
                at.version(),
                (id, spec) -> {
                    open(
                            id.job(),
                            id.task(),
                            earlier -> {
                                if (earlier.state() != AttemptState.GRABBING) {
                                    end(earlier.id());
                                }
                            });
                    attempts.granted(id, spec, owner, at.cursor());
                });
    }

    private void begin(
            Event.OfHolder event,
            Digests specs,
            long version,
            BiConsumer<AttemptId, Digest> beginning) {
        int index = 0;
        for (PrimitiveIterator.OfInt tasks = event.tasks().iterator(); tasks.hasNext(); index++) {
            beginning.accept(
                    new AttemptId(cooperation, event.job(), tasks.nextInt(), version),
                    new Digest(specs.hex(index)));
        }
    }

    private void close(Event.OfHolder event) {
        forEach(event, attempt -> end(attempt.id()));
    }

    private void end(AttemptId id) {
        if (attempts.move(id, AttemptState.CLOSED)) {
            runs.abandon(id);
        }
    }

    private void cancelling(Event.Cancelling event) {
        forEach(
                event,
                attempt -> {
                    attempts.stop(attempt.id());
                    runs.cancel(attempt.id());
                });
    }

    private void forEach(Event.OfTasks event, Consumer<Attempt> action) {
        TaskSet tasks = event.tasks();
        tasks.stream().forEach(task -> open(event.job(), task, action));
    }

    private void open(long job, int task, Consumer<Attempt> action) {
        attempts.open(cooperation, job, task).ifPresent(action);
    }
}
