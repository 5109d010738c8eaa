package org.pcm.cli.demo;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.pcm.participant.json.Json;

/**
 * The job: a task for each part of the text, which counts its words with the system's own tools.
 * The first three quarters say that they need more memory: whatever happens on the way, a small
 * provider meets one to refuse, and later some that it takes.
 */
final class WordCount {
    static final String COOPERATION = "words";
    static final long LIGHT_MIB = 64;

    private static final long HEAVY_MIB = 128;
    private static final long ESTIMATE_MILLIS = 2_000;
    private static final long LIMIT_MILLIS = 120_000;
    private static final String OUTPUT = "counts.txt";

    private WordCount() {}

    /**
     * Writes the job file, as a person would.
     *
     * @param folder where to, and what paths in it are relative to
     * @param paceMillis how long each task pauses on top, standing in for longer work
     */
    static Path write(Path folder, List<Path> parts, long paceMillis) throws IOException {
        ObjectNode job = Json.object().put("name", "word count").put("cooperation", COOPERATION);
        ObjectNode defaults = job.putObject("defaults");
        defaults.put("milliCpu", 500)
                .put("memoryMib", LIGHT_MIB)
                .put("estimateMillis", ESTIMATE_MILLIS)
                .put("limitMillis", LIMIT_MILLIS);
        defaults.putObject("environment").put("LC_ALL", "C");
        defaults.putArray("outputs").add(OUTPUT);
        ArrayNode tasks = job.putArray("tasks");
        for (int i = 0; i < parts.size(); i++) {
            ObjectNode task = tasks.addObject();
            String part = parts.get(i).getFileName().toString();
            task.putArray("command").add("sh").add("-c").add(command(part, paceMillis));
            task.putArray("inputs").add(folder.relativize(parts.get(i)).toString());
            if (4 * i < 3 * parts.size()) {
                task.put("memoryMib", HEAVY_MIB);
            }
        }
        return Files.writeString(folder.resolve("job.json"), Json.pretty(job));
    }

    private static String command(String part, long paceMillis) {
        return "tr -cs A-Za-z '\\n' < %s | tr A-Z a-z | grep . | sort | uniq -c > %s; sleep %s"
                .formatted(part, OUTPUT, paceMillis / 1_000.0);
    }

    /** What the tasks left, by task, under the folder it was fetched into. */
    static List<Path> outputs(Path folder, int tasks) {
        return IntStream.range(0, tasks)
                .mapToObj(task -> folder.resolve(Integer.toString(task)).resolve(OUTPUT))
                .toList();
    }
}
