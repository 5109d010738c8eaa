package org.pcm.cooperation.submission;

import java.util.List;
import org.pcm.cooperation.Refusal;

/** What became of a submission (docs/protocol.md §4). */
public sealed interface Outcome {
    /** The code of an {@link Applied} outcome. */
    String APPLIED = "Applied";

    /** The submission's id. */
    String id();

    /** The number is used; one result a command. */
    record Applied(String id, List<CommandResult> results) implements Outcome {}

    /** Nothing happened, except that a malformed payload uses its number. */
    record Refused(String id, Refusal refusal) implements Outcome {}
}
