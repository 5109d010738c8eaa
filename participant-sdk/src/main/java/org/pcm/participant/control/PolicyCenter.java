package org.pcm.participant.control;

import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Evaluates whether a task is executable here (A7, B11): the first rule against it gives the
 * reason; none, and it is accepted.
 */
public final class PolicyCenter {

    private static final Logger LOG = LoggerFactory.getLogger(PolicyCenter.class);

    private final List<Rule> rules;

    /** Decides by {@code rules}, in order. */
    public PolicyCenter(List<Rule> rules) {
        this.rules = List.copyOf(rules);
    }

    /** The reason to reject the task, or empty to accept it. */
    public Optional<String> evaluate(Proposal proposal, Use use) {
        for (Rule rule : rules) {
            Optional<String> reason = rule.against(proposal, use);
            if (reason.isPresent()) {
                LOG.debug("{} is rejected: {}", proposal.attempt(), reason.get());
                return reason;
            }
        }
        return Optional.empty();
    }
}
