package org.pcm.cooperation;

import java.util.List;
import java.util.stream.Collectors;
import org.pcm.cooperation.submission.CommandResult;
import org.pcm.cooperation.submission.Outcome;

/**
 * Outcomes as short texts: {@code Applied[Done, NotOffered]}, {@code BadSignature}; tasks a command
 * could not apply to stand behind it: {@code Done(NotHolder 3-5)}.
 */
final class Codes {
    private Codes() {}

    static List<String> of(List<Outcome> outcomes) {
        return outcomes.stream().map(Codes::of).toList();
    }

    static String of(Outcome outcome) {
        return switch (outcome) {
            case Outcome.Refused refused -> refused.refusal().code().wire();
            case Outcome.Applied applied ->
                    applied.results().stream()
                            .map(Codes::of)
                            .collect(Collectors.joining(", ", "Applied[", "]"));
        };
    }

    static String of(CommandResult result) {
        return switch (result) {
            case CommandResult.Refused refused -> refused.refusal().code().wire();
            case CommandResult.Done done ->
                    done.exceptions().isEmpty()
                            ? "Done"
                            : done.exceptions().stream()
                                    .map(e -> e.refusal().code().wire() + " " + e.tasks())
                                    .collect(Collectors.joining(", ", "Done(", ")"));
        };
    }
}
