package org.pcm.participant.information;

/**
 * Where a sequence counts: one lane of one ledger, for one key.
 *
 * @param ledger the ledger id
 * @param lane {@code registry} or a cooperation's name
 * @param kid the key's id
 */
public record LaneKey(String ledger, String lane, String kid) {

    /** The lane of the registry. */
    public static final String REGISTRY = "registry";
}
