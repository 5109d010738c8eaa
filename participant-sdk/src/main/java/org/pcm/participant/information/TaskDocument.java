package org.pcm.participant.information;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.pcm.cooperation.job.Kind;
import org.pcm.cooperation.member.Resources;
import org.pcm.participant.json.InvalidDocument;
import org.pcm.participant.json.Json;
import org.pcm.participant.json.JsonObject;

/**
 * What a task is, in neutral terms (docs/protocol.md §8). Its bytes are content; their digest
 * stands on the ledger.
 *
 * @param command program and arguments
 * @param image the container image for back ends that need one, else empty
 * @param environment variables the command sees
 * @param inputs files laid into the work folder before it starts
 * @param outputs files it must leave there
 * @param kind resources, estimate and time limit, as the job's kind on the ledger says them
 */
public record TaskDocument(
        List<String> command,
        String image,
        Map<String, String> environment,
        List<Input> inputs,
        List<RelativePath> outputs,
        Kind kind) {

    /** Most bytes of a document; no agent reads a larger one. */
    public static final int BYTES_MAX = 1 << 20;

    /**
     * A file a task reads.
     *
     * @param path where it lies in the work folder
     * @param content what it holds
     */
    public record Input(RelativePath path, ContentRef content) {}

    /** Checks that there is something to run. */
    public TaskDocument {
        command = List.copyOf(command);
        environment = Map.copyOf(environment);
        inputs = List.copyOf(inputs);
        outputs = List.copyOf(outputs);
        if (command.isEmpty() || command.getFirst().isEmpty()) {
            throw new IllegalArgumentException("a task needs a command");
        }
    }

    /**
     * Reads a document strictly; {@link org.pcm.participant.json.InvalidDocument} names the field
     * that is wrong.
     */
    public static TaskDocument read(byte[] json) {
        if (json.length > BYTES_MAX) {
            throw new InvalidDocument(
                    "task",
                    "has " + json.length + " bytes; a task document has at most " + BYTES_MAX);
        }
        JsonObject from = Json.parseObject(json);
        List<String> command = from.texts("command");
        if (command.isEmpty() || command.getFirst().isEmpty()) {
            throw from.wrong("command", "must name a program");
        }
        TaskDocument document =
                new TaskDocument(
                        command,
                        from.text("image", ""),
                        from.textMap("environment"),
                        from.list("inputs", (where, node) -> input(JsonObject.of(where, node))),
                        RelativePath.readList(from, "outputs"),
                        new Kind(
                                new Resources(
                                        from.number("milliCpu", 1, Resources.MAX_MILLI_CPU),
                                        from.number("memoryMib", 0, Resources.MAX_MEMORY_MIB),
                                        from.number("gpus", 0, Resources.MAX_GPUS, 0)),
                                from.number("estimateMillis", 1, Kind.MAX_MILLIS),
                                from.number("limitMillis", 1, Kind.MAX_MILLIS)));
        from.end();
        return document;
    }

    /** The document's bytes. */
    public byte[] write() {
        ObjectNode to = Json.object();
        ArrayNode words = to.putArray("command");
        command.forEach(words::add);
        to.put("image", image);
        ObjectNode variables = to.putObject("environment");
        environment.entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .forEach(variable -> variables.put(variable.getKey(), variable.getValue()));
        ArrayNode files = to.putArray("inputs");
        for (Input input : inputs) {
            ObjectNode file = files.addObject().put("path", input.path().text());
            file.setAll(input.content().toJson());
        }
        ArrayNode declared = to.putArray("outputs");
        outputs.forEach(path -> declared.add(path.text()));
        Resources needs = kind.needs();
        to.put("milliCpu", needs.milliCpu())
                .put("memoryMib", needs.memoryMib())
                .put("gpus", needs.gpus());
        to.put("estimateMillis", kind.estimateMillis()).put("limitMillis", kind.limitMillis());
        return Json.write(to).getBytes(StandardCharsets.UTF_8);
    }

    private static Input input(JsonObject from) {
        Input input = new Input(RelativePath.read(from, "path"), ContentRef.readInto(from));
        from.end();
        return input;
    }
}
