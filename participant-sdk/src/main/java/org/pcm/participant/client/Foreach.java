package org.pcm.participant.client;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.pcm.cooperation.job.Job;
import org.pcm.participant.json.JsonObject;

/**
 * Reads {@code foreach}: how a job is split into tasks, by files, a range of numbers, words, every
 * combination of parameters, pieces of one file, or outputs of the job before.
 */
final class Foreach {

    private static final List<String> WAYS =
            List.of("files", "range", "items", "sweep", "chunks", "outputs");

    private Foreach() {}

    static List<Item> items(JsonObject from, Path folder, JobOutputs before) throws IOException {
        List<String> given = WAYS.stream().filter(from::has).toList();
        if (given.size() != 1) {
            throw from.wrong(
                    given.isEmpty() ? WAYS.getFirst() : given.getLast(),
                    "must be the only one of " + String.join(", ", WAYS));
        }
        List<Item> items =
                switch (given.getFirst()) {
                    case "files" -> files(from, folder);
                    case "range" -> range(from.object("range"));
                    case "items" -> from.texts("items").stream().map(Item::of).toList();
                    case "sweep" -> Sweep.items(from.object("sweep"));
                    case "outputs" -> outputs(from, before);
                    default -> Chunks.items(from.object("chunks"), folder);
                };
        from.end();
        return items;
    }

    private static List<Item> files(JsonObject from, Path folder) throws IOException {
        List<Item> items = new ArrayList<>();
        List<String> patterns = from.texts("files");
        for (int i = 0; i < patterns.size(); i++) {
            List<Path> found = find(folder, patterns.get(i));
            if (found.isEmpty()) {
                throw from.wrong("files[" + i + "]", "matches no file: " + patterns.get(i));
            }
            for (Path file : found) {
                items.add(Item.of(String.valueOf(file.getFileName()), new Source.Whole(file)));
            }
        }
        return items;
    }

    /**
     * A file as it is, or the files of a folder whose names match the pattern's last part, sorted.
     */
    private static List<Path> find(Path folder, String pattern) throws IOException {
        int slash = pattern.lastIndexOf('/');
        Path within = folder.resolve(slash < 0 ? "" : pattern.substring(0, slash + 1));
        String last = pattern.substring(slash + 1);
        if (!last.contains("*") && !last.contains("?")) {
            Path file = folder.resolve(pattern);
            return Files.isRegularFile(file) ? List.of(file) : List.of();
        }
        if (!Files.isDirectory(within)) {
            return List.of();
        }
        var matcher = folder.getFileSystem().getPathMatcher("glob:" + last);
        try (Stream<Path> all = Files.list(within)) {
            return all.filter(file ->
                            matcher.matches(file.getFileName()) && Files.isRegularFile(file))
                    .sorted()
                    .toList();
        }
    }

    private static List<Item> outputs(JsonObject from, JobOutputs before) {
        List<Item> items = new ArrayList<>();
        List<String> patterns = from.texts("outputs");
        for (int i = 0; i < patterns.size(); i++) {
            String field = "outputs[" + i + "]";
            before.matching(patterns.get(i), why -> from.wrong(field, why)).stream()
                    .map(Item::of)
                    .forEach(items::add);
        }
        return items;
    }

    private static List<Item> range(JsonObject from) {
        long first = from.number("from", 0, Integer.MAX_VALUE, 0);
        long to = from.number("to", first, first + Job.MAX_TASKS - 1);
        from.end();
        List<Item> items = new ArrayList<>();
        for (long number = first; number <= to; number++) {
            items.add(Item.of(Long.toString(number)));
        }
        return items;
    }
}
