package org.pcm.participant.client;

import org.pcm.cooperation.member.Resources;
import org.pcm.participant.json.JsonObject;

/**
 * A member in the roster.
 *
 * @param weight in thousandths
 * @param used what offered and running tasks hold
 * @param seen the lane's version up to which it has read
 */
public record MemberSummary(
        int member,
        String name,
        String tier,
        String state,
        long weight,
        Resources pledge,
        Resources used,
        long seen) {

    static MemberSummary read(JsonObject from) {
        return new MemberSummary(
                (int) from.number("member", 0, Integer.MAX_VALUE),
                from.text("name"),
                from.text("tier"),
                from.text("state"),
                from.number("weight", 0, Long.MAX_VALUE),
                resources(from.object("pledge")),
                resources(from.object("used")),
                from.number("seen", 0, Long.MAX_VALUE));
    }

    private static Resources resources(JsonObject from) {
        return new Resources(
                from.number("milliCpu", 0, Resources.MAX_MILLI_CPU),
                from.number("memoryMib", 0, Resources.MAX_MEMORY_MIB),
                from.number("gpus", 0, Resources.MAX_GPUS, 0));
    }
}
