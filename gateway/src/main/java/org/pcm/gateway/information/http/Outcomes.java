package org.pcm.gateway.information.http;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import org.pcm.cooperation.Refusal;
import org.pcm.cooperation.submission.BatchResult;
import org.pcm.cooperation.submission.Outcome;
import org.pcm.gateway.information.index.Lookup;
import org.pcm.gateway.information.index.Waiters;
import org.pcm.gateway.information.message.Answer;

/** What became of submissions, wherever it is known: on the ledger, or in the queue's refusals. */
public final class Outcomes {
    private final Lookup lookup;
    private final Waiters waiters;
    private final Predicate<String> isQueued;
    private final Function<String, Optional<Refusal>> refusals;

    /**
     * Joins what the index and the queue know.
     *
     * @param isQueued whether a submission waits in the queue
     * @param refusals why a queued submission was refused without reaching the ledger
     */
    public Outcomes(
            Lookup lookup,
            Waiters waiters,
            Predicate<String> isQueued,
            Function<String, Optional<Refusal>> refusals) {
        this.lookup = lookup;
        this.waiters = waiters;
        this.isQueued = isQueued;
        this.refusals = refusals;
    }

    /** Whether it waits for its turn. */
    boolean isQueued(String id) {
        return isQueued.test(id);
    }

    /** The newest outcome. */
    Optional<Answer> find(String id) {
        return lookup.answer(id).or(() -> refusals.apply(id).map(r -> refused(id, r)));
    }

    private static Answer refused(String id, Refusal refusal) {
        return new Answer(new Outcome.Refused(id, refusal), Optional.empty(), 0);
    }

    /** The outcome of a queued submission, if it comes in time. */
    Optional<Answer> await(String id, long millis) throws InterruptedException {
        return millis == 0 ? Optional.empty() : waiters.await(id, () -> settled(id), millis);
    }

    /**
     * The outcome, where it is there. An older outcome of the same bytes is none while they wait in
     * the queue again.
     */
    Optional<Answer> settled(String id) {
        return isQueued(id) ? lookup.finalAnswer(id) : find(id);
    }

    /** Writes {@code outcome} and, where it is on the ledger, {@code cursor}. */
    static void write(Answer answer, JsonGenerator to) throws IOException {
        to.writeObjectFieldStart("outcome");
        BatchResult.writeFields(answer.outcome(), to);
        to.writeEndObject();
        if (answer.cursor().isPresent()) {
            to.writeStringField("cursor", answer.cursor().get().toString());
        }
    }
}
