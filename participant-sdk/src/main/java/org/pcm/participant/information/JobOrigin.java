package org.pcm.participant.information;

/**
 * What the verified ledger says of a job as a whole.
 *
 * @param submitter who submitted it
 * @param gang whether its tasks start together or not at all
 */
public record JobOrigin(String submitter, boolean gang) {}
