package org.pcm.participant.information;

import java.nio.charset.StandardCharsets;
import org.pcm.cooperation.event.EventReader;
import org.pcm.cooperation.json.Fields;
import org.pcm.cooperation.json.Json;
import org.pcm.cooperation.submission.BatchResult;

/** Reads the items of a stream as gateways send them (docs/protocol.md §7). */
public final class NoticeReader {

    static final String OUTCOME = "Outcome";

    private NoticeReader() {}

    /**
     * Reads one item.
     *
     * @param kind the server-sent event's name
     * @param data its data
     */
    public static Notice read(Cursor cursor, String kind, String data) {
        Fields fields = Json.readObject(data.getBytes(StandardCharsets.UTF_8));
        long version = fields.integer("version", 0, Long.MAX_VALUE);
        long clock = fields.integer("clock", 0, Long.MAX_VALUE);
        return kind.equals(OUTCOME)
                ? new Notice.Answered(cursor, version, clock, BatchResult.readOutcome(fields))
                : new Notice.Happened(cursor, version, clock, EventReader.read(fields));
    }
}
