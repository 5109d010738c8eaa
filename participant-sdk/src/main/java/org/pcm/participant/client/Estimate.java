package org.pcm.participant.client;

import org.pcm.cooperation.member.Resources;
import org.pcm.participant.json.JsonObject;

/**
 * How long a gateway thinks that tasks will take, from how long a participant's earlier ones took:
 * a proposal, which counts once its submitter signs it (A5).
 *
 * @param needs what such a task holds
 * @param millis the estimate
 * @param runs how many it rests on
 */
public record Estimate(Resources needs, long millis, int runs) {
    static Estimate read(JsonObject from) {
        return new Estimate(
                new Resources(
                        from.number("milliCpu", 0, Long.MAX_VALUE),
                        from.number("memoryMib", 0, Long.MAX_VALUE),
                        from.number("gpus", 0, Long.MAX_VALUE)),
                from.number("estimateMillis", 1, Long.MAX_VALUE),
                (int) from.number("runs", 1, Integer.MAX_VALUE));
    }
}
