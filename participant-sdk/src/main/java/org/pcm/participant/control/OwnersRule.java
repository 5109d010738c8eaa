package org.pcm.participant.control;

import java.util.List;
import java.util.Optional;
import org.pcm.participant.json.JsonObject;

/**
 * Whose tasks a site takes ({@code SubmitterNotAllowed}): those of the listed participants only, or
 * those of all but the listed ones. The ledger says whose a task is, never a gateway.
 *
 * @param allow if not empty, nobody else's
 * @param deny nobody's of these
 */
record OwnersRule(List<String> allow, List<String> deny) implements Rule {

    private static final String REASON = "SubmitterNotAllowed";

    @Override
    public Optional<String> against(Proposal proposal, Use use) {
        boolean wanted = allow.isEmpty() || allow.contains(proposal.owner());
        return wanted && !deny.contains(proposal.owner()) ? Optional.empty() : Optional.of(REASON);
    }

    /** {@code owners}: lists {@code allow} and {@code deny} of participants' names. */
    public static final class Provider implements RuleProvider {

        @Override
        public String name() {
            return "owners";
        }

        @Override
        public Rule read(JsonObject settings) {
            OwnersRule rule = new OwnersRule(settings.texts("allow"), settings.texts("deny"));
            if (rule.allow.isEmpty() && rule.deny.isEmpty()) {
                throw settings.wrong("allow", "or deny must name a participant");
            }
            return rule;
        }
    }
}
