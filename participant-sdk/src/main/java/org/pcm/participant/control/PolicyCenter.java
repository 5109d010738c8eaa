package org.pcm.participant.control;

import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Evaluates whether a task is executable here (A7, B11): the first rule against it gives the
 * reason; none, and it is accepted.
 */
public final class PolicyCenter {

    private static final Logger LOG = LoggerFactory.getLogger(PolicyCenter.class);

    private static final Pattern REASON = Pattern.compile("[A-Za-z]{1,32}");
    private static final String BROKEN = "RuleBroke";

    private final List<Rule> rules;

    /** Decides by {@code rules}, in order. */
    public PolicyCenter(List<Rule> rules) {
        this.rules = List.copyOf(rules);
    }

    /** The reason to reject the task, or empty to accept it. */
    public Optional<String> evaluate(Proposal proposal, Use use) {
        for (Rule rule : rules) {
            Optional<String> reason = ask(rule, proposal, use);
            if (reason.isPresent()) {
                LOG.debug("{} is rejected: {}", proposal.attempt(), reason.get());
                return reason;
            }
        }
        return Optional.empty();
    }

    /** A rule may be anybody's: one that breaks, or gives a reason that is none, is against it. */
    private static Optional<String> ask(Rule rule, Proposal proposal, Use use) {
        try {
            Optional<String> reason = rule.against(proposal, use);
            if (reason.isEmpty() || REASON.matcher(reason.get()).matches()) {
                return reason;
            }
            LOG.error("{} gives \"{}\", which is no reason (1 to 32 letters)", rule, reason.get());
        } catch (RuntimeException e) {
            LOG.error("{} breaks on {}", rule, proposal.attempt(), e);
        }
        return Optional.of(BROKEN);
    }
}
