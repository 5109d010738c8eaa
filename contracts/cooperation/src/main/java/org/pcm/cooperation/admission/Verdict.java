package org.pcm.cooperation.admission;

import org.pcm.cooperation.Refusal;

/** What a check says of a candidate. */
public sealed interface Verdict {
    Verdict PASSES = new Passes();
    Verdict WAITS = new Waits();

    record Passes() implements Verdict {}

    /** Members must speak first. */
    record Waits() implements Verdict {}

    /** The candidate is refused with the reason of the check. */
    record Fails(Refusal why) implements Verdict {}
}
