package org.pcm.gateway.information.message;

import org.pcm.cooperation.RegistryHead;
import org.pcm.cooperation.page.PageKeys;
import org.pcm.cooperation.round.Head;

/**
 * What a lane's head page says to whoever wants to send the next batch.
 *
 * @param version of the lane
 * @param chain gives the order of the next batch
 * @param unfinished whether a tick would do work that was left over
 * @param dueMillis the lane's time from which a tick has something to fire, 0 when nothing is due
 */
@SuppressWarnings("ArrayRecordComponent") // a value handed on, never compared
public record LaneHead(long version, byte[] chain, boolean unfinished, long dueMillis) {
    /** Before the lane's first batch. */
    public static final LaneHead NONE = new LaneHead(0, new byte[32], false, 0);

    /** Reads the page; an empty one is {@link #NONE}. */
    public static LaneHead read(String lane, byte[] page) {
        if (page.length == 0) {
            return NONE;
        }
        if (lane.equals(PageKeys.REGISTRY)) {
            RegistryHead head = RegistryHead.read(page);
            return new LaneHead(head.version(), head.chain(), false, 0);
        }
        Head head = Head.read(page);
        return new LaneHead(head.version, head.chain, head.unfinished, head.nextDue);
    }
}
