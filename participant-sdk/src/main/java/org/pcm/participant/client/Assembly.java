package org.pcm.participant.client;

import org.pcm.cooperation.assembly.Motion;
import org.pcm.cooperation.member.Resources;
import org.pcm.cooperation.round.Terms;
import org.pcm.cooperation.submission.Command;
import org.pcm.cooperation.submission.Govern;
import org.pcm.participant.information.http.Lane;

/**
 * A participant's voice in what one cooperation decides together: rounds and their terms,
 * admission, the coordinator. Members are named by number, as in the roster. Each call is one
 * signed command; a refusal is a {@link org.pcm.participant.information.PcmException} with a stable
 * code.
 */
public final class Assembly {
    private final Lane lane;

    Assembly(Lane lane) {
        this.lane = lane;
    }

    private void say(Command command) {
        lane.submit(command).only();
    }

    /** Answers a call: joins under this proposal, and no other (P2). */
    public void join(Resources pledge, long proposal) {
        say(new Command.Join(pledge, proposal));
    }

    /** Answers a call with other terms: joins, and proposes them (P2). */
    public void counter(Resources pledge, Terms terms) {
        say(new Command.Join(pledge));
        say(new Govern.Propose(terms));
    }

    /** Proposes terms for the next round, or while the first one is called, for that (A1, A12). */
    public void propose(Terms terms) {
        say(new Govern.Propose(terms));
    }

    /** Agrees to a proposal. */
    public void agree(long proposal) {
        say(new Govern.Agree(proposal));
    }

    /** Takes no part under a proposal's terms; of who was called and is no member: at all. */
    public void decline(long proposal) {
        say(new Govern.Decline(proposal));
    }

    /** As coordinator: ends the call, so that the first round begins. */
    public void start() {
        say(new Govern.Start());
    }

    /** As coordinator: ends the round. */
    public void endRound() {
        say(new Govern.EndRound());
    }

    /**
     * Supports a motion, or no longer does.
     *
     * @param about the member it is about, 0 where it is about none
     */
    public void move(Motion.Subject motion, int about, boolean yes) {
        say(new Govern.Move(motion, about, yes));
    }

    /** Speaks for or against an applicant (A10). */
    public void admit(int applicant, boolean yes) {
        say(new Govern.Admit(applicant, yes));
    }

    /** As coordinator: suspends a member; {@code reason} is one word of letters. */
    public void suspend(int member, String reason) {
        say(new Govern.Suspend(member, reason));
    }

    /** As coordinator: readmits a suspended member. */
    public void readmit(int member) {
        say(new Govern.Readmit(member));
    }

    /** As coordinator: wants to be coordinator no more (P4). */
    public void resign() {
        say(new Govern.Resign());
    }

    /** Casts a ballot in the election under way. */
    public void vote(int candidate) {
        say(new Govern.Vote(candidate));
    }

    /** As coordinator: puts a virtual operator in one's place (P4). */
    public void appoint(int operator) {
        say(new Govern.Appoint(operator));
    }

    /** Takes the place back from the operator. */
    public void recall() {
        say(new Govern.Recall());
    }

    /** Has the cooperation take over a member's keys from the registry. */
    public void keys(int member) {
        say(new Govern.Keys(member));
    }
}
