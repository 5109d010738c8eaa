package org.pcm.cooperation.admission;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.pcm.cooperation.Refusal;
import org.pcm.cooperation.RefusalCode;
import org.pcm.cooperation.assembly.Application;
import org.pcm.cooperation.event.Event;
import org.pcm.cooperation.event.Governed;
import org.pcm.cooperation.member.Extras;
import org.pcm.cooperation.member.Member;
import org.pcm.cooperation.member.Participant;
import org.pcm.cooperation.member.Resources;
import org.pcm.cooperation.member.Weight;
import org.pcm.cooperation.round.Cooperation;
import org.pcm.cooperation.round.RoundState;

/**
 * Admits newcomers by the checks of the terms, in their order (A10): the first that fails refuses;
 * where one waits for the members' word, the newcomer is an applicant until it is spoken.
 */
public final class Admission {
    private Admission() {}

    private static List<AdmissionCheck> checks(Cooperation state) {
        List<AdmissionCheck> checks = state.terms().governance().admission();
        return checks == null ? List.of() : checks;
    }

    /** Enters {@code participant}, or lets it wait; else the reason of the check that fails. */
    public static @Nullable Refusal enter(
            Cooperation state,
            Participant participant,
            Resources pledge,
            @Nullable Member formerly) {
        Candidate candidate =
                new Candidate(
                        participant.name(),
                        participant.tier(),
                        participant.organisation(),
                        participant.capabilities(),
                        pledge,
                        formerly,
                        null);
        Verdict verdict = judge(state, candidate);
        int number = formerly == null ? state.roster().size() : formerly.number;
        Weight weight = formerly == null ? Weight.START : formerly.weight;
        String kid = participant.keys().get(0).kid();
        switch (verdict) {
            case Verdict.Fails(Refusal why) -> {
                return why;
            }
            case Verdict.Passes v -> {
                boolean fresh = formerly == null || Extras.isNew(formerly);
                state.emit(
                        new Event.Joined(
                                number,
                                participant.name(),
                                participant.tier(),
                                kid,
                                pledge,
                                weight.thousandths()));
                Extras.entered(
                        state, state.roster().get(number), participant.capabilities(), fresh);
            }
            case Verdict.Waits v ->
                    state.emit(
                            new Event.Applied(
                                    number,
                                    participant.name(),
                                    participant.tier(),
                                    kid,
                                    pledge,
                                    weight.thousandths(),
                                    participant.organisation(),
                                    participant.capabilities(),
                                    state.head().clock + patience(state)));
        }
        return null;
    }

    /**
     * While the first round is called nobody's word is needed: the roster forms by consent to its
     * terms.
     */
    private static Verdict judge(Cooperation state, Candidate candidate) {
        boolean waits = false;
        for (AdmissionCheck check : checks(state)) {
            switch (check.judge(candidate, state)) {
                case Verdict.Fails fails -> {
                    return fails;
                }
                case Verdict.Passes v -> {}
                case Verdict.Waits v -> waits = true;
            }
        }
        return waits && state.head().round.state != RoundState.CALLED
                ? Verdict.WAITS
                : Verdict.PASSES;
    }

    private static long patience(Cooperation state) {
        return checks(state).stream().mapToLong(AdmissionCheck::waitMillis).max().orElse(0);
    }

    /** A member speaks for or against an applicant; the last word needed decides. */
    public static @Nullable Refusal hear(
            Cooperation state, Member speaker, int applicant, boolean yes) {
        if (!state.assembly().applications.containsKey(applicant)) {
            return RefusalCode.NO_SUCH_APPLICATION.because(
                    "member " + applicant + " waits for no admission");
        }
        state.emit(new Governed.ApplicantHeard(applicant, speaker.number, yes));
        decide(state, applicant);
        return null;
    }

    private static void decide(Cooperation state, int applicant) {
        Member member = state.roster().get(applicant);
        Application application =
                Objects.requireNonNull(state.assembly().applications.get(applicant));
        Candidate candidate =
                new Candidate(
                        member.name,
                        member.tier,
                        application.organisation,
                        application.labels,
                        member.pledge,
                        member,
                        application);
        switch (judge(state, candidate)) {
            case Verdict.Waits v -> {}
            case Verdict.Fails(Refusal why) ->
                    state.emit(new Event.TurnedAway(applicant, why.code().wire()));
            case Verdict.Passes v -> {
                boolean fresh = Extras.isNew(member);
                state.emit(
                        new Event.Joined(
                                applicant,
                                member.name,
                                member.tier,
                                member.keys.get(0).kid(),
                                member.pledge,
                                member.weight.thousandths()));
                Extras.entered(state, member, application.labels, fresh);
            }
        }
    }

    /** Turns away applicants whom nobody answered in time. */
    public static void fire(Cooperation state) {
        long due = state.head().round.assemblyDue;
        if (due == 0 || due > state.head().clock) {
            return;
        }
        for (Map.Entry<Integer, Application> waiting :
                List.copyOf(state.assembly().applications.entrySet())) {
            if (waiting.getValue().until <= state.head().clock) {
                state.emit(new Event.TurnedAway(waiting.getKey(), RefusalCode.NO_ANSWER.wire()));
            }
        }
    }

    /** An applicant withdraws. */
    public static void withdraw(Cooperation state, Member applicant) {
        state.emit(new Event.TurnedAway(applicant.number, "Withdrawn"));
    }
}
