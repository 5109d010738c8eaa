package org.pcm.participant.control;

import org.pcm.cooperation.member.Resources;

/**
 * What the site has, and what it is at.
 *
 * @param pledged what this cooperation was promised
 * @param held what its accepted attempts hold
 * @param tasks how many attempts of all cooperations are accepted or run
 */
public record Use(Resources pledged, Resources held, int tasks) {

    /** The use once {@code needs} more are held. */
    Use plus(Resources needs) {
        return new Use(pledged, held.plus(needs), tasks + 1);
    }
}
