package org.pcm.bench.cycle;

import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.pcm.cooperation.submission.CommandResult;
import org.pcm.cooperation.submission.Outcome;
import org.pcm.participant.information.Settled;

/** Looks at outcomes: whatever is not wholly done is trouble, since nothing here may be refused. */
record Answers(Trouble trouble) {
    /** Has {@code next} go on once everything was done. */
    void watch(CompletableFuture<Settled> pending, Consumer<Settled> next) {
        var unused =
                pending.whenComplete((settled, failure) -> {
                    if (failure != null) {
                        trouble.report("no outcome: " + failure);
                    } else if (isDone(settled.outcome())) {
                        next.accept(settled);
                    } else {
                        trouble.report("refused: " + settled.outcome());
                    }
                });
    }

    /** Whether all of it took effect. */
    static boolean isDone(Outcome outcome) {
        return outcome instanceof Outcome.Applied applied
                && applied.results().stream()
                        .allMatch(result ->
                                result instanceof CommandResult.Done done
                                        && done.exceptions().isEmpty());
    }
}
