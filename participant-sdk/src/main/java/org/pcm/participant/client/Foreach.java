package org.pcm.participant.client;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.pcm.cooperation.job.Job;
import org.pcm.participant.json.JsonObject;

/** Reads {@code foreach}: a list of files and patterns, or a range of numbers. */
final class Foreach {

    private Foreach() {}

    static List<Item> items(JsonObject from, Path folder) throws IOException {
        if (from.has("files") == from.has("range")) {
            throw from.wrong("files", "or \"range\" must be given, one of the two");
        }
        List<Item> items = from.has("files") ? files(from, folder) : range(from.object("range"));
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
                items.add(new Item(String.valueOf(file.getFileName()), Optional.of(file)));
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

    private static List<Item> range(JsonObject from) {
        long first = from.number("from", 0, Integer.MAX_VALUE, 0);
        long to = from.number("to", first, first + Job.MAX_TASKS - 1);
        from.end();
        List<Item> items = new ArrayList<>();
        for (long number = first; number <= to; number++) {
            items.add(new Item(Long.toString(number), Optional.empty()));
        }
        return items;
    }
}
