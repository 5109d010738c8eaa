package org.pcm.participant.information;

import org.pcm.cooperation.event.EventWriter;
import org.pcm.cooperation.json.Json;
import org.pcm.cooperation.submission.BatchResult;

/**
 * Writes items of a stream in the form that {@link NoticeReader} reads, so that they can be kept.
 */
public final class NoticeWriter {

    private NoticeWriter() {}

    /** The item's kind: what a server-sent event's name says, as far as reading needs it. */
    public static String kind(Notice notice) {
        return switch (notice) {
            case Notice.Happened happened -> "Event";
            case Notice.Answered answered -> NoticeReader.OUTCOME;
        };
    }

    /** The item's data. */
    public static String data(Notice notice) {
        return Json.text(to -> {
            to.writeStartObject();
            to.writeNumberField("version", notice.version());
            to.writeNumberField("clock", notice.clock());
            switch (notice) {
                case Notice.Happened happened -> EventWriter.writeFields(happened.event(), to);
                case Notice.Answered answered -> BatchResult.writeFields(answered.outcome(), to);
            }
            to.writeEndObject();
        });
    }
}
