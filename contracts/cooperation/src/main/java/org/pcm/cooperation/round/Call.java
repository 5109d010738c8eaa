package org.pcm.cooperation.round;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import org.pcm.cooperation.json.Fields;

/**
 * A call for participation to everybody in the registry (P2): the first round starts when the time
 * for replies is over, or when the coordinator says so, with those who agree to its terms.
 *
 * @param replyMillis time for replies
 * @param membersMin fewer members than this, the opener included, and the call has failed
 */
public record Call(long replyMillis, int membersMin) {
    private static final long MAX_MILLIS = 365L * 24 * 3_600_000;

    static Call read(Fields fields) {
        Call call =
                new Call(
                        fields.integer("replyMillis", 1, MAX_MILLIS),
                        (int) fields.integer("membersMin", 1, 1_024, 1));
        fields.end();
        return call;
    }

    void write(JsonGenerator to) throws IOException {
        to.writeStartObject();
        to.writeNumberField("replyMillis", replyMillis);
        to.writeNumberField("membersMin", membersMin);
        to.writeEndObject();
    }
}
