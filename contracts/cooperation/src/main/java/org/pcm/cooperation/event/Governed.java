package org.pcm.cooperation.event;

import org.pcm.cooperation.assembly.Motion;
import org.pcm.cooperation.election.ElectionCause;
import org.pcm.cooperation.job.TaskSet;
import org.pcm.cooperation.round.Terms;

/** What happens to rounds and to what the members decide together; it concerns everybody. */
public sealed interface Governed extends Event.OfCooperation {
    /** Everybody in the registry is called to take part, until a time (P2). */
    record CallOpened(long until) implements Governed {}

    /** The call found too few who agree. */
    record CallFailed(String why) implements Governed {}

    /** Terms for the first round, while it is called, or else for the next one. */
    record Proposed(long proposal, int by, Terms terms) implements Governed {}

    record Agreed(long proposal, int by) implements Governed {}

    record Declined(long proposal, int by) implements Governed {}

    /** The terms of the next round stand; it begins when the present one ends. */
    record Adopted(long proposal) implements Governed {}

    /** A round begins: its terms, coordinator and roster (A1). */
    record RoundStarted(long round, int coordinator, Terms terms, TaskSet roster)
            implements Governed {}

    /** The round's end has come, held tasks drain; {@code why} names the conditions. */
    record RoundEnding(long round, String why) implements Governed {}

    record RoundEnded(long round, String why) implements Governed {}

    /** The coordinator said that the round ends. */
    record EndTold(int by) implements Governed {}

    /** A member supports a motion, or no longer does; {@code about} is a member, 0 for none. */
    record Moved(Motion.Subject motion, int about, int by, boolean yes) implements Governed {}

    record MotionCarried(Motion.Subject motion, int about) implements Governed {}

    /** A member spoke for or against an applicant. */
    record ApplicantHeard(int applicant, int by, boolean yes) implements Governed {}

    /** Ballots are taken until a time at most. */
    record ElectionCalled(long election, ElectionCause cause, long until) implements Governed {}

    record VoteCast(long election, int by, int candidate) implements Governed {}

    /** From here on {@code coordinator} coordinates, and nobody else (P4). */
    record Elected(long election, ElectionCause cause, int coordinator) implements Governed {}

    /** The election changed nothing. */
    record ElectionFailed(long election, ElectionCause cause, String why) implements Governed {}

    /** From here on a virtual operator coordinates for {@code principal} (P4). */
    record ProxyAppointed(int principal, int coordinator) implements Governed {}

    /** From here on the principal coordinates again. */
    record ProxyRecalled(int coordinator) implements Governed {}
}
