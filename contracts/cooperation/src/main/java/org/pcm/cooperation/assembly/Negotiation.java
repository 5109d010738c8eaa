package org.pcm.cooperation.assembly;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.pcm.cooperation.Refusal;
import org.pcm.cooperation.RefusalCode;
import org.pcm.cooperation.event.Governed;
import org.pcm.cooperation.member.Member;
import org.pcm.cooperation.round.Cooperation;
import org.pcm.cooperation.round.RoundState;
import org.pcm.cooperation.round.Terms;

/**
 * Decides what is proposed and agreed: the terms of the first round while it is called, of the next
 * one while a round runs (A1, A12).
 */
public final class Negotiation {
    /** Most proposals before the members; each member has one at most. */
    public static final int MAX_PROPOSALS = 16;

    private final Cooperation state;
    private final Member member;

    public Negotiation(Cooperation state, Member member) {
        this.state = state;
        this.member = member;
    }

    /** Proposes {@code terms}; the proposer agrees to them. */
    public @Nullable Refusal propose(Terms terms, long clockErrorMillis) {
        if (terms.rules() < state.terms().rules()) {
            return RefusalCode.RULES_OLDER.because(
                    "the cooperation runs under rules " + state.terms().rules());
        }
        List<String> tooShort = terms.timeoutsBelow(2 * clockErrorMillis);
        if (!tooShort.isEmpty()) {
            return RefusalCode.TERMS_TOO_SHORT.because(
                    tooShort + " must be at least " + 2 * clockErrorMillis + " ms");
        }
        if (!terms.whole() || !terms.governance().lacks().isEmpty()) {
            return RefusalCode.TERMS_INCOMPLETE.because(
                    "the terms lack "
                            + (terms.whole() ? terms.governance().lacks() : List.of("rules")));
        }
        boolean replaces =
                state.assembly().proposals.values().stream()
                        .anyMatch(p -> p.proposer == member.number);
        if (!replaces && state.assembly().proposals.size() >= MAX_PROPOSALS) {
            return RefusalCode.TOO_MANY_PROPOSALS.because(
                    "there are " + MAX_PROPOSALS + " proposals; agree to one of them");
        }
        long number = state.assembly().nextProposal;
        state.emit(new Governed.Proposed(number, member.number, terms));
        return agree(number);
    }

    /** Agrees to a proposal; with enough consent it stands. */
    public @Nullable Refusal agree(long number) {
        Proposal proposal = state.assembly().proposal(number);
        if (proposal == null) {
            return lacking(state, number);
        }
        state.emit(new Governed.Agreed(number, member.number));
        if (state.head().round.state != RoundState.CALLED
                && state.assembly().standing != number
                && isAdopted(proposal)) {
            state.emit(new Governed.Adopted(number));
        }
        return null;
    }

    private boolean isAdopted(Proposal proposal) {
        List<Member> voters = state.roster().voters();
        long agreed = voters.stream().filter(m -> proposal.agreed.contains(m.number)).count();
        int consent = state.terms().governance().consentPermille();
        return agreed * 1_000 >= (long) voters.size() * consent;
    }

    /** Takes no part under these terms: once they hold, the member leaves. */
    public @Nullable Refusal decline(long number) {
        Refusal lacking = lacking(state, number);
        if (lacking != null) {
            return lacking;
        }
        state.emit(new Governed.Declined(number, member.number));
        return null;
    }

    /** Why nobody can speak of a proposal; null when it is there. */
    public static @Nullable Refusal lacking(Cooperation state, long number) {
        return state.assembly().proposal(number) == null
                ? RefusalCode.NO_SUCH_PROPOSAL.because("there is no proposal " + number)
                : null;
    }
}
