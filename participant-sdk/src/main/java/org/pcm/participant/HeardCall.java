package org.pcm.participant;

import com.fasterxml.jackson.databind.node.ObjectNode;
import org.pcm.participant.json.Json;
import org.pcm.participant.json.JsonObject;

/**
 * A call for participation that an agent has heard of, as its status tells it (P2).
 *
 * @param until how long replies are taken, milliseconds since 1970
 * @param answer {@code join}, {@code decline} or {@code tell}, and with a colon why that could not
 *     be
 */
public record HeardCall(String cooperation, long until, String coordinator, String answer) {

    ObjectNode toJson() {
        return Json.object()
                .put("cooperation", cooperation)
                .put("until", until)
                .put("coordinator", coordinator)
                .put("answer", answer);
    }

    static HeardCall read(JsonObject from) {
        return new HeardCall(
                from.text("cooperation"),
                from.number("until", 0, Long.MAX_VALUE),
                from.text("coordinator"),
                from.text("answer"));
    }
}
