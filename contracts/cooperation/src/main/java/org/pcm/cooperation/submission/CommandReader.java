package org.pcm.cooperation.submission;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.pcm.cooperation.RefusalCode;
import org.pcm.cooperation.job.Digests;
import org.pcm.cooperation.job.Kind;
import org.pcm.cooperation.job.KindRun;
import org.pcm.cooperation.job.TaskSet;
import org.pcm.cooperation.job.Traits;
import org.pcm.cooperation.json.Fields;
import org.pcm.cooperation.json.Json;
import org.pcm.cooperation.json.JsonException;
import org.pcm.cooperation.member.Labels;
import org.pcm.cooperation.member.Resources;
import org.pcm.cooperation.member.Tier;
import org.pcm.cooperation.round.Terms;

/** Reads a payload; a command that is unknown or of the wrong shape harms no other (A4). */
public final class CommandReader {
    /** Most commands in one submission. */
    public static final int MAX_COMMANDS = 64;

    /** Most tasks that one command may name or make. */
    public static final int MAX_TASKS = 1_024;

    /** Most resource kinds of a job. */
    public static final int MAX_KINDS = 16;

    private CommandReader() {}

    /**
     * The commands in order; {@link JsonException} when the payload as a whole is no list of at
     * most {@value #MAX_COMMANDS}.
     */
    public static List<ReadCommand> read(byte[] payload) {
        if (!(Json.read(payload) instanceof List<?> items)) {
            throw new JsonException("payload must be an array of commands");
        }
        if (items.size() > MAX_COMMANDS) {
            throw new JsonException("payload has more than " + MAX_COMMANDS + " commands");
        }
        List<ReadCommand> commands = new ArrayList<>(items.size());
        for (Object item : items) {
            commands.add(one(item));
        }
        return commands;
    }

    private static ReadCommand one(Object item) {
        try {
            Fields fields = Fields.of(item, "command");
            String name = fields.text("do", 32);
            Command command =
                    switch (name) {
                        case "register" -> register(fields);
                        case "open" ->
                                new Command.Open(
                                        Terms.read(fields.object("terms")), pledge(fields));
                        case "join" -> join(fields);
                        case "pledge" -> new Command.Pledge(pledge(fields), labels(fields));
                        case "leave" -> new Command.Leave();
                        case "submit" -> submit(fields);
                        case "extend" -> extend(fields);
                        case "cancel" ->
                                new Command.Cancel(
                                        job(fields), fields.has("tasks") ? tasks(fields) : null);
                        case "accept" -> new Command.Accept(job(fields), tasks(fields));
                        case "reject" ->
                                new Command.Reject(
                                        job(fields),
                                        tasks(fields),
                                        reason(fields),
                                        fields.flag("final", false));
                        case "grab" -> new Command.Grab(job(fields), tasks(fields));
                        case "complete" -> complete(fields);
                        case "fail" -> fail(fields);
                        case "handBack" -> new Command.HandBack(job(fields), tasks(fields));
                        case "close" -> new Command.Close();
                        default -> GovernReader.read(name, fields);
                    };
            if (command == null) {
                return new ReadCommand.Unknown(
                        RefusalCode.UNKNOWN_COMMAND.because(
                                "there is no command \"" + name + "\""));
            }
            fields.end();
            return new ReadCommand.Known(command);
        } catch (JsonException e) {
            return new ReadCommand.Unknown(
                    RefusalCode.MALFORMED_COMMAND.because(String.valueOf(e.getMessage())));
        }
    }

    private static Command register(Fields fields) {
        String name = Labels.name(fields.text("name", 32));
        Tier tier = fields.constant("tier", Tier.class);
        List<String> capabilities = fields.texts("capabilities", Labels.MAX_CAPABILITIES, 32);
        capabilities.forEach(Labels::capability);
        return new Command.Register(name, tier, capabilities, fields.text("voucher", 4_096));
    }

    private static Command join(Fields fields) {
        Resources pledge = pledge(fields);
        return fields.has("proposal")
                ? new Command.Join(pledge, fields.integer("proposal", 1, Long.MAX_VALUE))
                : new Command.Join(pledge);
    }

    private static Command submit(Fields fields) {
        String name = fields.text("name", 64);
        List<Kind> kinds = fields.list("kinds", MAX_KINDS, k -> Kind.read(Fields.of(k, "kind")));
        if (kinds.isEmpty()) {
            throw new JsonException("a job needs at least one kind");
        }
        Digests specs = specs(fields);
        return new Command.Submit(
                name,
                kinds,
                specs,
                kindRuns(fields, specs.count()),
                fields.flag("more", false),
                Traits.readInto(fields));
    }

    private static Command extend(Fields fields) {
        long job = job(fields);
        Digests specs = specs(fields);
        return new Command.Extend(
                job, specs, kindRuns(fields, specs.count()), fields.flag("more", false));
    }

    private static Command complete(Fields fields) {
        long job = job(fields);
        TaskSet tasks = tasks(fields);
        Digests results = digests(fields, "results");
        if (results.count() != tasks.size()) {
            throw new JsonException("results must hold one digest a task");
        }
        return new Command.Complete(job, tasks, results);
    }

    private static Command fail(Fields fields) {
        long job = job(fields);
        TaskSet tasks = tasks(fields);
        String reason = reason(fields);
        Digests results = fields.has("results") ? digests(fields, "results") : Digests.NONE;
        if (results.count() != 0 && results.count() != tasks.size()) {
            throw new JsonException("results must hold one digest a task, or none");
        }
        return new Command.Fail(job, tasks, reason, results);
    }

    private static long job(Fields fields) {
        return fields.integer("job", 1, Long.MAX_VALUE);
    }

    private static TaskSet tasks(Fields fields) {
        TaskSet tasks = TaskSet.parse(fields.text("tasks", 8_192));
        if (tasks.size() > MAX_TASKS) {
            throw new JsonException("a command may name at most " + MAX_TASKS + " tasks");
        }
        return tasks;
    }

    private static String reason(Fields fields) {
        return Labels.reason(fields.text("reason", 32));
    }

    private static @Nullable List<String> labels(Fields fields) {
        if (!fields.has("labels")) {
            return null;
        }
        List<String> labels = fields.texts("labels", Labels.MAX_CAPABILITIES, 32);
        labels.forEach(Labels::capability);
        return labels;
    }

    private static Resources pledge(Fields fields) {
        return Resources.read(fields.object("pledge"));
    }

    private static Digests specs(Fields fields) {
        Digests specs = digests(fields, "specs");
        if (specs.count() < 1) {
            throw new JsonException("specs must hold at least one digest");
        }
        return specs;
    }

    private static Digests digests(Fields fields, String name) {
        return Digests.parse(fields.text(name, (MAX_TASKS * Digests.LENGTH * 4 + 2) / 3));
    }

    private static List<KindRun> kindRuns(Fields fields, int tasks) {
        if (!fields.has("kindRuns")) {
            return List.of();
        }
        List<KindRun> runs = fields.list("kindRuns", MAX_TASKS, CommandReader::kindRun);
        if (runs.stream().mapToInt(KindRun::count).sum() != tasks) {
            throw new JsonException("kindRuns must cover every task once");
        }
        return runs;
    }

    private static KindRun kindRun(Object value) {
        if (value instanceof List<?> pair
                && pair.size() == 2
                && pair.get(0) instanceof Long kind
                && pair.get(1) instanceof Long count
                && kind >= 0
                && kind < MAX_KINDS
                && count >= 1
                && count <= MAX_TASKS) {
            return new KindRun(kind.intValue(), count.intValue());
        }
        throw new JsonException("kindRuns must list [kind,count]");
    }
}
