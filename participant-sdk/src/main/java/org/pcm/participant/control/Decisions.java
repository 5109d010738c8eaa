package org.pcm.participant.control;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.pcm.cooperation.member.Resources;
import org.pcm.participant.information.Content;
import org.pcm.participant.information.PcmException;
import org.pcm.participant.information.TaskDocument;
import org.pcm.participant.json.InvalidDocument;
import org.pcm.participant.resource.Attempt;
import org.pcm.participant.resource.AttemptId;
import org.pcm.participant.resource.AttemptState;
import org.pcm.participant.resource.Attempts;
import org.pcm.participant.sqlite.Database;

/** Has the PolicyCenter decide on open offers of one cooperation, and keeps what it decided. */
public final class Decisions {

    private static final int TRIES_MAX = 20;
    private static final AttemptState[] HOLDING = {
        AttemptState.ACCEPTING,
        AttemptState.ACCEPTED,
        AttemptState.RUNNING,
        AttemptState.COMPLETING,
        AttemptState.FAILING
    };

    private final String cooperation;
    private final Database database;
    private final Attempts attempts;
    private final Content content;
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
            Content content,
            PolicyCenter policy,
            Resources pledge) {
        this.cooperation = cooperation;
        this.database = database;
        this.attempts = attempts;
        this.content = content;
        this.policy = policy;
        this.pledge = pledge;
    }

    /** Decides what can be decided; true when something was. */
    boolean decide() {
        List<Attempt> open = ours(AttemptState.OFFERED);
        if (open.isEmpty()) {
            tries.clear();
            return false;
        }
        Map<AttemptId, Reading> readings = new ConcurrentHashMap<>();
        Together.forEach(open, attempt -> readings.put(attempt.id(), read(attempt)));
        return database.transaction(() -> decide(open, readings));
    }

    private boolean decide(List<Attempt> open, Map<AttemptId, Reading> readings) {
        Use use = use();
        boolean decided = false;
        for (Attempt attempt : open) {
            Reading reading = readings.getOrDefault(attempt.id(), Reading.LATER);
            if (reading.isLater() && tries.merge(attempt.id(), 1, Integer::sum) < TRIES_MAX) {
                continue;
            }
            TaskDocument task = reading.document;
            Optional<String> against =
                    task == null
                            ? Optional.of(reading.reason)
                            : policy.evaluate(proposal(attempt.id(), task), use);
            decided |= attempts.decide(attempt.id(), task, against.orElse(""));
            if (task != null && against.isEmpty()) {
                use = use.plus(task.kind().needs());
            }
        }
        return decided;
    }

    private Proposal proposal(AttemptId id, TaskDocument task) {
        return new Proposal(id, attempts.owner(id.cooperation(), id.job()).orElse(""), task);
    }

    private record Reading(@Nullable TaskDocument document, String reason) {
        static final Reading LATER = new Reading(null, "DocumentMissing");

        boolean isLater() {
            return equals(LATER);
        }
    }

    private Reading read(Attempt attempt) {
        try {
            return new Reading(TaskDocument.read(content.get(attempt.spec())), "");
        } catch (PcmException.Refused | PcmException.Unreachable | PcmException.Corrupted e) {
            return Reading.LATER;
        } catch (InvalidDocument e) {
            return new Reading(null, "DocumentInvalid");
        }
    }

    private Use use() {
        List<Attempt> holding = attempts.in(HOLDING);
        Resources held =
                holding.stream()
                        .filter(attempt -> attempt.id().cooperation().equals(cooperation))
                        .flatMap(attempt -> attempt.document().stream())
                        .map(document -> document.kind().needs())
                        .reduce(Resources.NONE, Resources::plus);
        return new Use(pledge, held, holding.size());
    }

    private List<Attempt> ours(AttemptState state) {
        return attempts.in(state).stream()
                .filter(a -> a.id().cooperation().equals(cooperation))
                .toList();
    }
}
