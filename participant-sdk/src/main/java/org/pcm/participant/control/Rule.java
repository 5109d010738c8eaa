package org.pcm.participant.control;

import java.util.Optional;

/** One of a site's own rules: a reason to reject a task, or none. */
@FunctionalInterface
public interface Rule {

    /** Why the task is rejected, in letters ({@code [A-Za-z]{1,32}}), or nothing against it. */
    Optional<String> against(Proposal proposal, Use use);
}
