package org.pcm.cooperation.submission;

import org.pcm.cooperation.Refusal;

/** One place of a payload: a command, or why it is none. */
public sealed interface ReadCommand {
    record Known(Command command) implements ReadCommand {}

    record Unknown(Refusal refusal) implements ReadCommand {}
}
