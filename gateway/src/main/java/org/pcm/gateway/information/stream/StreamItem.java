package org.pcm.gateway.information.stream;

import java.util.ArrayList;
import java.util.List;
import org.pcm.cooperation.event.Event;
import org.pcm.cooperation.event.EventWriter;
import org.pcm.cooperation.json.Json;
import org.pcm.cooperation.submission.BatchResult;
import org.pcm.gateway.information.message.Batch;
import org.pcm.gateway.information.message.Placed;

/**
 * One item of a batch as a server-sent event.
 *
 * @param name what stands after {@code event:}
 * @param data one line of JSON
 */
record StreamItem(String name, String data) {
    private static final String OUTCOME = "Outcome";

    /** All items of a batch, events first. */
    static List<StreamItem> of(Batch batch) {
        List<StreamItem> items = new ArrayList<>(batch.items());
        batch.events().forEach(event -> items.add(of(batch, event)));
        batch.outcomes().forEach(placed -> items.add(of(batch, placed)));
        return items;
    }

    private static StreamItem of(Batch batch, Event event) {
        return new StreamItem(
                event.getClass().getSimpleName(),
                data(batch, to -> EventWriter.writeFields(event, to)));
    }

    private static StreamItem of(Batch batch, Placed placed) {
        return new StreamItem(
                OUTCOME, data(batch, to -> BatchResult.writeFields(placed.outcome(), to)));
    }

    private static String data(Batch batch, Json.Part fields) {
        return Json.text(to -> {
            to.writeStartObject();
            to.writeNumberField("version", batch.version());
            to.writeNumberField("clock", batch.clock());
            fields.write(to);
            to.writeEndObject();
        });
    }
}
