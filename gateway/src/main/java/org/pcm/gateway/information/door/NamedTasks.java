package org.pcm.gateway.information.door;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import org.pcm.cooperation.job.Digests;
import org.pcm.cooperation.job.TaskSet;
import org.pcm.cooperation.json.JsonException;
import org.pcm.cooperation.submission.Submission;

/**
 * How many tasks a submission names: its share of a batch. Counted in passing, without building any
 * command, because every submission comes by here; what is no good the contract refuses.
 */
final class NamedTasks {
    private static final JsonFactory JSON = new JsonFactory();
    private static final int CHARACTERS_PER_THREE_BYTES = 4;

    private NamedTasks() {}

    static int in(Submission submission) {
        int tasks = 0;
        try (JsonParser parser = JSON.createParser(submission.payload())) {
            for (JsonToken t = parser.nextToken(); t != null; t = parser.nextToken()) {
                if (t == JsonToken.VALUE_STRING) {
                    tasks += in(parser);
                }
            }
        } catch (IOException | JsonException e) {
            return tasks;
        }
        return tasks;
    }

    /** The tasks that the field at hand names, if it is one that does. */
    private static int in(JsonParser parser) throws IOException {
        return switch (String.valueOf(parser.currentName())) {
            case "specs" ->
                    parser.getTextLength() * 3 / CHARACTERS_PER_THREE_BYTES / Digests.LENGTH;
            case "tasks" -> TaskSet.parse(parser.getText()).size();
            default -> 0;
        };
    }
}
