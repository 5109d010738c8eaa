package org.pcm.participant.client;

import org.pcm.cooperation.json.Fields;
import org.pcm.cooperation.json.Json;
import org.pcm.cooperation.round.Terms;
import org.pcm.participant.json.JsonObject;

/**
 * A cooperation.
 *
 * @param version how many batches it has seen
 * @param clock its clock, milliseconds since 1970
 * @param coordinator the coordinator's member number
 * @param terms what its members agreed on
 */
public record CooperationSummary(
        String name,
        long version,
        long clock,
        int coordinator,
        String state,
        long openJobs,
        Terms terms) {

    static CooperationSummary read(JsonObject from) {
        byte[] terms =
                org.pcm.participant.json.Json.write(from.node("terms"))
                        .getBytes(java.nio.charset.StandardCharsets.UTF_8);
        return new CooperationSummary(
                from.text("name"),
                from.number("version", 0, Long.MAX_VALUE),
                from.number("clock", 0, Long.MAX_VALUE),
                (int) from.number("coordinator", 0, Integer.MAX_VALUE),
                from.text("state"),
                from.number("openJobs", 0, Long.MAX_VALUE),
                Terms.read(Fields.of(Json.read(terms), "terms")));
    }
}
