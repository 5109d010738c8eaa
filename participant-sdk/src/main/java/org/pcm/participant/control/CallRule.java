package org.pcm.participant.control;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import org.pcm.cooperation.member.Resources;
import org.pcm.participant.information.OpenCall;

/**
 * What the owner of a site says to a call for participation (P2, A1): the first rule whose
 * conditions all hold answers; an empty condition always holds. Where none does, the owner is told
 * and decides.
 *
 * @param names of cooperations
 * @param coordinators who may call
 * @param tiers the caller's
 * @param terms what the terms must say
 * @param pledge what is given by who joins
 */
public record CallRule(
        List<String> names,
        List<String> coordinators,
        List<String> tiers,
        JsonNode terms,
        Answer answer,
        Resources pledge) {

    /** What is said to a call; the names are those of the site file. */
    public enum Answer {
        /** Joins, and so agrees to the terms. */
        join,
        /** Takes no part. */
        decline,
        /** Says nothing; the owner sees it in log and status. */
        tell
    }

    /** Copies what it is given. */
    public CallRule {
        names = List.copyOf(names);
        coordinators = List.copyOf(coordinators);
        tiers = List.copyOf(tiers);
    }

    /** Whether this rule answers the call. */
    public boolean fits(OpenCall call) {
        return holds(names, call.cooperation())
                && holds(coordinators, call.coordinator())
                && holds(tiers, call.tier())
                && TermsPattern.fits(terms, call.terms());
    }

    private static boolean holds(List<String> wanted, String is) {
        return wanted.isEmpty() || wanted.contains(is);
    }
}
