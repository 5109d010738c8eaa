package org.pcm.participant.client;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.pcm.participant.information.ContentRef;
import org.pcm.participant.information.RelativePath;
import org.pcm.participant.json.InvalidDocument;
import org.pcm.participant.json.Json;
import org.pcm.participant.json.JsonObject;

/**
 * What a task reads, as a job file says it: local files, and outputs of the job before.
 *
 * @param files by the path under which the task finds them
 * @param earlier outputs of the job before
 */
record Inputs(Map<String, Path> files, List<Earlier> earlier) {

    static final Inputs NONE = new Inputs(Map.of(), List.of());

    /** A gateway lets a task's holder read no more than so many that its document lists. */
    private static final int MAX = 1_024;

    /**
     * Outputs of the job before.
     *
     * @param pattern of their paths
     * @param folder where the task finds them, by task and path; empty for its own folder
     * @param wrong makes the error when there are none
     */
    record Earlier(String pattern, String folder, Function<String, InvalidDocument> wrong) {

        String path(JobOutputs.Output output, Item item) {
            return folder.isEmpty() ? output.toString() : item.in(folder) + "/" + output;
        }
    }

    /** These and those that {@code task} names; paths of local files are relative to a folder. */
    Inputs and(JsonObject task, Path folder) {
        Map<String, Path> allFiles = new LinkedHashMap<>(files);
        List<Earlier> allEarlier = new ArrayList<>(earlier);
        task.list(
                "inputs",
                (where, node) -> {
                    JsonObject from = JsonObject.of(where, object(node));
                    if (from.has("outputs")) {
                        allEarlier.add(earlier(from));
                    } else {
                        file(from, folder, allFiles);
                    }
                    from.end();
                    return where;
                });
        return new Inputs(allFiles, allEarlier);
    }

    /** {@code "file"} is short for {@code {"file":…}}. */
    private static JsonNode object(JsonNode node) {
        return node.isTextual() ? Json.object().put("file", node.textValue()) : node;
    }

    private static Earlier earlier(JsonObject from) {
        String folder = from.has("path") ? RelativePath.read(from, "path").text() : "";
        return new Earlier(from.text("outputs"), folder, why -> from.wrong("outputs", why));
    }

    private static void file(JsonObject from, Path folder, Map<String, Path> files) {
        Path file = folder.resolve(from.text("file"));
        if (!Files.isRegularFile(file)) {
            throw from.wrong("file", "is no file: " + file);
        }
        if (file.toFile().length() > ContentRef.MAX_BYTES) {
            throw from.wrong("file", "has more than " + ContentRef.MAX_BYTES + " bytes: " + file);
        }
        String path =
                from.has("path")
                        ? RelativePath.read(from, "path").text()
                        : String.valueOf(file.getFileName());
        files.put(path, file);
    }

    /** All that the task of one item reads. */
    Map<RelativePath, Source> of(Item item, JobOutputs before) {
        Map<RelativePath, Source> all = new LinkedHashMap<>();
        files.forEach(
                (path, file) -> all.put(new RelativePath(item.in(path)), new Source.Whole(file)));
        for (Earlier each : earlier) {
            for (JobOutputs.Output output : before.matching(item.in(each.pattern), each.wrong)) {
                all.put(new RelativePath(each.path(output, item)), output.content());
            }
        }
        item.file().ifPresent(file -> all.put(new RelativePath(item.text()), file));
        if (new HashSet<>(all.values()).size() > MAX) {
            throw new InvalidDocument(
                    "inputs",
                    "of a task are at most "
                            + MAX
                            + ", but are "
                            + all.size()
                            + "; let several tasks read a part each");
        }
        return all;
    }
}
