package org.pcm.participant.information;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.pcm.participant.json.InvalidDocument;
import org.pcm.participant.json.Json;
import org.pcm.participant.json.JsonObject;

/**
 * What came of one execution (docs/protocol.md §8). Its bytes are content; their digest stands on
 * the ledger.
 *
 * @param exitCode the command's, or -1 when it never ended by itself
 * @param reason why it ended
 * @param startedAt milliseconds since 1970, by the provider's clock; 0 when it never started
 * @param endedAt milliseconds since 1970, by the provider's clock
 * @param stdout the beginning of what it said
 * @param stderr the beginning of what it complained about
 * @param outputs the declared outputs that it left
 */
public record ResultDocument(
        int exitCode,
        EndReason reason,
        long startedAt,
        long endedAt,
        ContentRef stdout,
        ContentRef stderr,
        List<Output> outputs) {

    /**
     * A file that a task left.
     *
     * @param path where it lay in the work folder
     * @param content what it held
     */
    public record Output(RelativePath path, ContentRef content) {}

    /** Copies what it is given. */
    public ResultDocument {
        outputs = List.copyOf(outputs);
    }

    /** Whether the task did what it was asked to. */
    public boolean succeeded() {
        return reason == EndReason.EXIT && exitCode == 0;
    }

    /** Reads a document strictly. */
    public static ResultDocument read(byte[] json) {
        JsonObject from = Json.parseObject(json);
        ResultDocument document =
                new ResultDocument(
                        (int) from.number("exitCode", -1, 255),
                        reason(from),
                        from.number("startedAt", 0, Long.MAX_VALUE),
                        from.number("endedAt", 0, Long.MAX_VALUE),
                        content(from.object("stdout")),
                        content(from.object("stderr")),
                        from.list("outputs", (where, node) -> output(JsonObject.of(where, node))));
        from.end();
        return document;
    }

    /** The document's bytes. */
    public byte[] write() {
        ObjectNode to = Json.object().put("exitCode", exitCode).put("reason", reason.wire());
        to.put("startedAt", startedAt).put("endedAt", endedAt);
        to.set("stdout", stdout.toJson());
        to.set("stderr", stderr.toJson());
        ArrayNode files = to.putArray("outputs");
        for (Output output : outputs) {
            ObjectNode file = files.addObject().put("path", output.path().text());
            file.setAll(output.content().toJson());
        }
        return Json.write(to).getBytes(StandardCharsets.UTF_8);
    }

    private static EndReason reason(JsonObject from) {
        String wire = from.text("reason");
        return EndReason.find(wire)
                .orElseThrow(() -> new InvalidDocument(from.at("reason"), "is not known: " + wire));
    }

    private static ContentRef content(JsonObject from) {
        ContentRef content = ContentRef.readInto(from);
        from.end();
        return content;
    }

    private static Output output(JsonObject from) {
        Output output = new Output(RelativePath.read(from, "path"), ContentRef.readInto(from));
        from.end();
        return output;
    }
}
