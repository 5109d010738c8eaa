package org.pcm.participant.information.http;

import java.util.Optional;
import org.pcm.participant.information.Cursor;
import org.pcm.participant.information.Notice;
import org.pcm.participant.information.NoticeReader;

/** Gathers the lines of one server-sent event (HTML standard §9.2), as far as gateways use them. */
final class ServerSentItem {

    private String id = "";
    private String kind = "";
    private final StringBuilder data = new StringBuilder();

    /** Takes a line; the empty line ends an item. */
    Optional<Notice> add(String line) {
        if (line.isEmpty()) {
            return end();
        }
        int colon = line.indexOf(':');
        String field = colon < 0 ? line : line.substring(0, colon);
        String value = colon < 0 ? "" : line.substring(colon + 1);
        value = value.startsWith(" ") ? value.substring(1) : value;
        switch (field) {
            case "id" -> id = value;
            case "event" -> kind = value;
            case "data" -> data.append(data.isEmpty() ? "" : "\n").append(value);
            default -> {
                // A comment, which only shows that the gateway lives, or a field gateways do not
                // use.
            }
        }
        return Optional.empty();
    }

    private Optional<Notice> end() {
        Optional<Notice> notice =
                id.isEmpty() || data.isEmpty()
                        ? Optional.empty()
                        : Optional.of(NoticeReader.read(Cursor.parse(id), kind, data.toString()));
        id = "";
        kind = "";
        data.setLength(0);
        return notice;
    }
}
