package org.pcm.participant.control;

import org.pcm.participant.information.TaskDocument;
import org.pcm.participant.resource.AttemptId;

/** An offered task about to be decided on. */
public record Proposal(AttemptId attempt, TaskDocument task) {}
