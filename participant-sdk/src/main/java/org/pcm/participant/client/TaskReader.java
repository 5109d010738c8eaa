package org.pcm.participant.client;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.pcm.cooperation.job.Kind;
import org.pcm.cooperation.job.Place;
import org.pcm.cooperation.json.JsonException;
import org.pcm.cooperation.member.Labels;
import org.pcm.cooperation.member.Resources;
import org.pcm.cooperation.member.Tier;
import org.pcm.participant.information.RelativePath;
import org.pcm.participant.json.InvalidDocument;
import org.pcm.participant.json.JsonObject;

/** Reads a job file's tasks: a field that a task leaves out is taken from the defaults. */
final class TaskReader {

    /** Instead of a number of milliseconds. */
    private static final String LEARNED = "learned";

    private static final Kind ORDINARY = new Kind(new Resources(1_000, 256, 0), 10_000, 600_000);

    private final Path folder;
    private final JobOutputs before;
    private final Parts defaults;

    /**
     * @param folder what paths are relative to
     * @param before what the job before leaves
     */
    TaskReader(Path folder, JobOutputs before, Optional<JsonObject> defaults) {
        this.folder = folder;
        this.before = before;
        Parts nothing = new Parts(List.of(), "", Map.of(), Inputs.NONE, List.of(), ORDINARY, false);
        this.defaults = defaults.map(from -> read(from, nothing)).orElse(nothing);
    }

    /** A task of its own, with variables added to those of the defaults. */
    TaskDraft read(JsonObject from) {
        Parts parts = read(from, defaults);
        if (parts.command.isEmpty()) {
            throw from.wrong("command", "is missing, here and in the defaults");
        }
        return parts.task(Item.of("{}"), before);
    }

    /** The default task for one item. */
    TaskDraft each(Item item) {
        if (defaults.command.isEmpty()) {
            throw new InvalidDocument("defaults.command", "is missing");
        }
        return defaults.task(item, before);
    }

    private record Parts(
            List<String> command,
            String image,
            Map<String, String> environment,
            Inputs inputs,
            List<String> outputs,
            Kind kind,
            boolean learns) {

        TaskDraft task(Item item, JobOutputs before) {
            Map<String, String> variables = new LinkedHashMap<>();
            environment.forEach((name, value) -> variables.put(name, item.in(value)));
            return new TaskDraft(
                    command.stream().map(item::in).toList(),
                    image,
                    variables,
                    inputs.of(item, before),
                    outputs.stream().map(path -> new RelativePath(item.in(path))).toList(),
                    kind,
                    learns);
        }
    }

    private Parts read(JsonObject from, Parts otherwise) {
        Map<String, String> environment = new LinkedHashMap<>(otherwise.environment);
        environment.putAll(from.textMap("environment"));
        List<String> command = command(from);
        List<String> outputs = outputs(from);
        Parts parts =
                new Parts(
                        command.isEmpty() ? otherwise.command : command,
                        from.text("image", otherwise.image),
                        environment,
                        otherwise.inputs.and(from, folder),
                        from.has("outputs") ? outputs : otherwise.outputs,
                        kind(from, otherwise.kind),
                        learns(from, otherwise.learns));
        from.end();
        return parts;
    }

    private static List<String> command(JsonObject from) {
        List<String> command = from.texts("command");
        if (from.has("command") && (command.isEmpty() || command.getFirst().isEmpty())) {
            throw from.wrong("command", "must name a program");
        }
        return command;
    }

    private static List<String> outputs(JsonObject from) {
        return RelativePath.readList(from, "outputs").stream().map(RelativePath::text).toList();
    }

    private static Kind kind(JsonObject from, Kind otherwise) {
        Resources needs = otherwise.needs();
        return new Kind(
                new Resources(
                        from.number("milliCpu", 1, Resources.MAX_MILLI_CPU, needs.milliCpu()),
                        from.number("memoryMib", 1, Resources.MAX_MEMORY_MIB, needs.memoryMib()),
                        from.number("gpus", 0, Resources.MAX_GPUS, needs.gpus())),
                isLearned(from)
                        ? otherwise.estimateMillis()
                        : from.number(
                                "estimateMillis", 1, Kind.MAX_MILLIS, otherwise.estimateMillis()),
                from.number("limitMillis", 1, Kind.MAX_MILLIS, otherwise.limitMillis()),
                place(from, otherwise.place()));
    }

    private static boolean isLearned(JsonObject from) {
        return from.has("estimateMillis") && from.node("estimateMillis").isTextual();
    }

    private static boolean learns(JsonObject from, boolean otherwise) {
        if (!isLearned(from)) {
            return otherwise && !from.has("estimateMillis");
        }
        if (!from.text("estimateMillis").equals(LEARNED)) {
            throw from.wrong("estimateMillis", "must be milliseconds, or \"" + LEARNED + "\"");
        }
        return true;
    }

    private static Place place(JsonObject from, Place otherwise) {
        return new Place(
                from.has("tiers") ? tiers(from) : otherwise.tiers(),
                labels(from, "labels", otherwise.labels()),
                labels(from, "near", otherwise.near()));
    }

    private static List<Tier> tiers(JsonObject from) {
        List<Tier> tiers = new ArrayList<>();
        for (String text : from.texts("tiers")) {
            try {
                tiers.add(Tier.valueOf(text));
            } catch (IllegalArgumentException e) {
                throw from.wrong(
                        "tiers", "must be of " + List.of(Tier.values()) + ", but is " + text);
            }
        }
        return tiers;
    }

    private static List<String> labels(JsonObject from, String name, List<String> otherwise) {
        if (!from.has(name)) {
            return otherwise;
        }
        List<String> labels = from.texts(name);
        if (labels.size() > Place.MAX_LABELS) {
            throw from.wrong(name, "may hold at most " + Place.MAX_LABELS);
        }
        for (String label : labels) {
            try {
                Labels.capability(label);
            } catch (JsonException e) {
                throw from.wrong(name, "holds no label: " + label);
            }
        }
        return labels;
    }
}
