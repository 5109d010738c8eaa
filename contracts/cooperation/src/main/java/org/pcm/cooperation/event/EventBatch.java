package org.pcm.cooperation.event;

import java.util.List;
import org.pcm.cooperation.json.Fields;
import org.pcm.cooperation.json.Json;

/**
 * The chaincode event of one batch transaction.
 *
 * @param lane {@code registry} or a cooperation's name
 * @param version the lane's version after the batch
 * @param clock the lane's clock after the batch, milliseconds
 */
public record EventBatch(String lane, long version, long clock, List<Event> events) {
    /** Name of the chaincode event. */
    public static final String NAME = "batch";

    public byte[] toJson() {
        return Json.write(to -> {
            to.writeStartObject();
            to.writeStringField("lane", lane);
            to.writeNumberField("version", version);
            to.writeNumberField("clock", clock);
            to.writeArrayFieldStart("events");
            for (Event event : events) {
                to.writeStartObject();
                EventWriter.writeFields(event, to);
                to.writeEndObject();
            }
            to.writeEndArray();
            to.writeEndObject();
        });
    }

    /** Reads what {@link #toJson} wrote. */
    public static EventBatch read(byte[] json) {
        Fields fields = Json.readObject(json);
        EventBatch batch =
                new EventBatch(
                        fields.text("lane", 32),
                        fields.integer("version", 0, Long.MAX_VALUE),
                        fields.integer("clock", 0, Long.MAX_VALUE),
                        fields.list(
                                "events",
                                Integer.MAX_VALUE,
                                e -> EventReader.read(Fields.of(e, "event"))));
        fields.end();
        return batch;
    }
}
