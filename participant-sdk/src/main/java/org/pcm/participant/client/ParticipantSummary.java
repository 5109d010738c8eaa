package org.pcm.participant.client;

import java.util.List;
import org.pcm.participant.json.JsonObject;

/**
 * A registered participant.
 *
 * @param organisation whose registrar vouched for it
 * @param kids its keys' ids
 */
public record ParticipantSummary(
        String name,
        String tier,
        String organisation,
        List<String> capabilities,
        List<String> kids) {

    static ParticipantSummary read(JsonObject from) {
        return new ParticipantSummary(
                from.text("name"),
                from.text("tier"),
                from.text("organisation", ""),
                from.texts("capabilities"),
                from.texts("kids"));
    }
}
