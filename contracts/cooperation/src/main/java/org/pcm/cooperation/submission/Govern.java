package org.pcm.cooperation.submission;

import org.pcm.cooperation.assembly.Motion;
import org.pcm.cooperation.round.Terms;

/** What members decide together: rounds, admission, elections. Members are named by number. */
public sealed interface Govern extends Command {
    /** Proposes terms: of the first round while it is called, else of the next one (A1, A12). */
    record Propose(Terms terms) implements Govern {}

    record Agree(long proposal) implements Govern {}

    /** Takes no part under these terms. */
    record Decline(long proposal) implements Govern {}

    /** The coordinator ends the call before its time: the first round starts (P2). */
    record Start() implements Govern {}

    /** The coordinator's word that the round ends (A12). */
    record EndRound() implements Govern {}

    /** Supports a motion, or no longer does; {@code about} is 0 where it is about nobody. */
    record Move(Motion.Subject motion, int about, boolean yes) implements Govern {}

    /** Speaks for or against an applicant (A10). */
    record Admit(int applicant, boolean yes) implements Govern {}

    record Suspend(int member, String reason) implements Govern {}

    record Readmit(int member) implements Govern {}

    /** The coordinator wants to be coordinator no more (P4). */
    record Resign() implements Govern {}

    /** A ballot in the election under way; the latest counts. */
    record Vote(int candidate) implements Govern {}

    /** The coordinator puts a virtual operator in its place (P4). */
    record Appoint(int operator) implements Govern {}

    /** Takes the place back from the operator. */
    record Recall() implements Govern {}

    /** Brings the keys of a member up to date with the registry; anybody may relay that. */
    record Keys(int member) implements Govern {}
}
