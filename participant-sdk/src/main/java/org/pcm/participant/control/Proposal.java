package org.pcm.participant.control;

import org.pcm.participant.information.TaskDocument;
import org.pcm.participant.resource.AttemptId;

/**
 * An offered task about to be decided on.
 *
 * @param owner who submitted its job, by the ledger; empty where an older agent did not keep it
 */
public record Proposal(AttemptId attempt, String owner, TaskDocument task) {}
