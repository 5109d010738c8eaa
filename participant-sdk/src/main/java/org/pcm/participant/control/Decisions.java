package org.pcm.participant.control;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.pcm.cooperation.member.Resources;
import org.pcm.participant.information.Digest;
import org.pcm.participant.information.TaskDocument;
import org.pcm.participant.resource.Attempt;
import org.pcm.participant.resource.AttemptId;
import org.pcm.participant.resource.AttemptState;
import org.pcm.participant.resource.Attempts;
import org.pcm.participant.sqlite.Database;

/**
 * Has the PolicyCenter decide on open offers of one cooperation, and on what was granted otherwise
 * than it was judged; keeps what it decided.
 */
public final class Decisions {

    private static final int TRIES_MAX = 20;
    private static final AttemptState[] HOLDING = {
        AttemptState.GRABBING,
        AttemptState.READIED,
        AttemptState.ACCEPTING,
        AttemptState.ACCEPTED,
        AttemptState.RUNNING,
        AttemptState.COMPLETING,
        AttemptState.FAILING
    };

    private final String cooperation;
    private final Database database;
    private final Attempts attempts;
    private final TaskDocuments documents;
    private final PolicyCenter policy;
    private final Resources pledge;
    private final Map<AttemptId, Integer> tries = new HashMap<>();

    /**
     * @param pledge what the site promised this cooperation
     */
    public Decisions(
            String cooperation,
            Database database,
            Attempts attempts,
            TaskDocuments documents,
            PolicyCenter policy,
            Resources pledge) {
        this.cooperation = cooperation;
        this.database = database;
        this.attempts = attempts;
        this.documents = documents;
        this.policy = policy;
        this.pledge = pledge;
    }

    /** Decides what can be decided; true when something was. */
    boolean decide() {
        List<Attempt> open = ours(AttemptState.OFFERED, AttemptState.GRANTED);
        if (open.isEmpty()) {
            tries.clear();
            return false;
        }
        Map<Digest, TaskDocuments.Reading> readings =
                documents.read(open.stream().map(Attempt::spec).toList());
        return database.transaction(() -> decide(open, readings));
    }

    private boolean decide(List<Attempt> open, Map<Digest, TaskDocuments.Reading> readings) {
        Use use = use();
        boolean decided = false;
        for (Attempt attempt : open) {
            TaskDocuments.Reading reading =
                    readings.getOrDefault(attempt.spec(), TaskDocuments.Reading.LATER);
            if (reading.isLater() && tries.merge(attempt.id(), 1, Integer::sum) < TRIES_MAX) {
                continue;
            }
            TaskDocument task = reading.document();
            Optional<String> against =
                    task == null
                            ? Optional.of(reading.reason())
                            : policy.evaluate(proposal(attempt.id(), task), use);
            decided |= attempts.decide(attempt.id(), task, against.orElse(""));
            if (task != null && against.isEmpty()) {
                use = use.plus(task.kind().needs());
            }
        }
        return decided;
    }

    private Proposal proposal(AttemptId id, TaskDocument task) {
        return new Proposal(id, attempts.jobs().owner(id.cooperation(), id.job()).orElse(""), task);
    }

    /** What the site is at: what it accepted, and what it is about to grab. */
    Use use() {
        List<Attempt> holding = attempts.in(HOLDING);
        Resources held =
                holding.stream()
                        .filter(attempt -> attempt.id().cooperation().equals(cooperation))
                        .flatMap(attempt -> attempt.document().stream())
                        .map(document -> document.kind().needs())
                        .reduce(Resources.NONE, Resources::plus);
        return new Use(pledge, held, holding.size());
    }

    private List<Attempt> ours(AttemptState... states) {
        return attempts.in(states).stream()
                .filter(a -> a.id().cooperation().equals(cooperation))
                .toList();
    }
}
