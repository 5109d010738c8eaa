package org.pcm.gateway.information.message;

import java.util.List;
import org.pcm.cooperation.member.Resources;

/**
 * How long the latest tasks of one kind ran.
 *
 * @param needs what each of them held
 * @param millis from the batch that accepted a task to the one that completed it, oldest first
 */
public record RunTimes(Resources needs, List<Long> millis) {
    /** Copies what it is given. */
    public RunTimes {
        millis = List.copyOf(millis);
    }
}
