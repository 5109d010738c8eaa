package org.pcm.cooperation;

/**
 * An expected "no": a value, never an exception.
 *
 * @param code stable, for programs
 * @param why one sentence, for people
 */
public record Refusal(RefusalCode code, String why) {}
