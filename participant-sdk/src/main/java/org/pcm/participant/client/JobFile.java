package org.pcm.participant.client;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.pcm.cooperation.job.Gang;
import org.pcm.cooperation.job.Job;
import org.pcm.cooperation.job.Traits;
import org.pcm.cooperation.member.Labels;
import org.pcm.participant.json.InvalidDocument;
import org.pcm.participant.json.Json;
import org.pcm.participant.json.JsonObject;

/**
 * A job as a person writes it (docs/jobs.md): tasks spelt out, or one task {@code foreach} file or
 * number, with defaults for what they share. Every mistake is an {@link InvalidDocument} that names
 * its field.
 *
 * @param name for people
 * @param cooperation where it shall run
 * @param tasks in order
 * @param traits its priority, the jobs it waits for, and whether all tasks start together
 */
public record JobFile(String name, String cooperation, List<TaskDraft> tasks, Traits traits) {

    private static final int MAX_NAME_CHARS = 64;

    /** Checks what the ledger would refuse. */
    public JobFile {
        tasks = List.copyOf(tasks);
        if (name.isEmpty() || name.length() > MAX_NAME_CHARS) {
            throw new InvalidDocument("name", "must have 1 to " + MAX_NAME_CHARS + " characters");
        }
        if (!Labels.isName(cooperation)) {
            throw new InvalidDocument("cooperation", "must match [a-z0-9][a-z0-9-]{0,31}");
        }
        if (tasks.isEmpty() || tasks.size() > Job.MAX_TASKS) {
            throw new InvalidDocument(
                    "tasks", "must be 1 to " + Job.MAX_TASKS + ", but are " + tasks.size());
        }
        if (traits.gang()) {
            checkGang(tasks);
        }
    }

    private static void checkGang(List<TaskDraft> tasks) {
        if (tasks.size() > Gang.MAX_TASKS) {
            throw new InvalidDocument(
                    "gang",
                    "has at most "
                            + Gang.MAX_TASKS
                            + " tasks, but there are "
                            + tasks.size()
                            + "; without it they need not start together");
        }
        for (int i = 1; i < tasks.size(); i++) {
            if (tasks.get(i).learns() != tasks.getFirst().learns()) {
                throw new InvalidDocument(
                        "gang",
                        "needs tasks of one kind: the estimate of task "
                                + (tasks.get(i).learns() ? i : 0)
                                + " is learned and that of task "
                                + (tasks.get(i).learns() ? 0 : i)
                                + " is stated; learn all or none");
            }
            if (!tasks.get(i).kind().equals(tasks.getFirst().kind())) {
                throw new InvalidDocument(
                        "gang",
                        "needs tasks of one kind, but task "
                                + i
                                + " has other resources, estimate, limit or place than task 0");
            }
        }
    }

    /** A job without wishes. */
    public JobFile(String name, String cooperation, List<TaskDraft> tasks) {
        this(name, cooperation, tasks, Traits.NONE);
    }

    /** The same job, all of whose estimates are to be learned from earlier runs. */
    public JobFile learning() {
        return withTasks(tasks.stream().map(TaskDraft::learning).toList());
    }

    /** How many tasks' estimates are still to be learned. */
    public int toLearn() {
        return (int) tasks.stream().filter(TaskDraft::learns).count();
    }

    /** The same job with what was learned; what was not keeps its estimate. */
    public JobFile with(List<Estimate> learned) {
        return withTasks(tasks.stream().map(task -> task.with(learned)).toList());
    }

    /** The same job of other tasks. */
    JobFile withTasks(List<TaskDraft> others) {
        return new JobFile(name, cooperation, others, traits);
    }

    /** Reads a job file; paths in it are relative to its folder. */
    public static JobFile read(Path file) throws IOException {
        return read(file, JobOutputs.NONE);
    }

    /** As {@link #read(Path)}, where tasks may read what an earlier job left. */
    public static JobFile read(Path file, JobOutputs before) throws IOException {
        return parse(Json.readObject(file), folderOf(file), before);
    }

    private static Path folderOf(Path file) {
        Path parent = file.toAbsolutePath().getParent();
        return parent == null ? file.toAbsolutePath() : parent;
    }

    /**
     * Reads a job from JSON.
     *
     * @param folder what paths are relative to
     * @param before what the job before leaves
     */
    static JobFile parse(JsonObject from, Path folder, JobOutputs before) throws IOException {
        String name = from.text("name");
        String cooperation = from.text("cooperation");
        if (before.isGiven() && !before.cooperation().equals(cooperation)) {
            throw from.wrong(
                    "cooperation",
                    "must be that of the job before, "
                            + before.cooperation()
                            + ", but is "
                            + cooperation);
        }
        TaskReader reader = new TaskReader(folder, before, from.optionalObject("defaults"));
        List<TaskDraft> tasks = new ArrayList<>();
        if (from.has("foreach")) {
            for (Item item : Foreach.items(from.object("foreach"), folder, before)) {
                tasks.add(reader.each(item));
            }
        }
        for (JsonObject task : from.objects("tasks")) {
            tasks.add(reader.read(task));
        }
        Traits traits = traits(from, cooperation);
        from.end();
        return new JobFile(name, cooperation, tasks, traits);
    }

    private static Traits traits(JsonObject from, String cooperation) {
        List<Long> after = new ArrayList<>();
        for (String text : from.texts("after")) {
            JobRef job = job(from, text);
            if (!job.cooperation().equals(cooperation)) {
                throw from.wrong("after", "names a job of another cooperation: " + text);
            }
            after.add(job.job());
        }
        if (after.size() > Traits.MAX_AFTER) {
            throw from.wrong("after", "names at most " + Traits.MAX_AFTER + " jobs");
        }
        int priority = (int) from.number("priority", 0, Traits.MAX_PRIORITY, 0);
        return new Traits(priority, from.flag("gang", false), after);
    }

    private static JobRef job(JsonObject from, String text) {
        try {
            return JobRef.parse(text);
        } catch (IllegalArgumentException e) {
            throw from.wrong("after", "must list jobs such as lab/1, not " + text);
        }
    }
}
