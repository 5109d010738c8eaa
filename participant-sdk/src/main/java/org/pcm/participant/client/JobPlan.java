package org.pcm.participant.client;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.List;
import org.pcm.cooperation.job.Digests;
import org.pcm.cooperation.job.Kind;
import org.pcm.cooperation.job.KindRun;
import org.pcm.cooperation.job.Traits;
import org.pcm.cooperation.submission.Command;
import org.pcm.cooperation.submission.CommandReader;
import org.pcm.participant.information.Digest;
import org.pcm.participant.json.InvalidDocument;

/**
 * A job in the ledger's terms: kinds, and for each task its document's digest. Pure. A job of more
 * tasks than one command may make becomes a {@code submit} and as many {@code extend}s as it takes.
 */
final class JobPlan {

    private final String name;
    private final Traits traits;
    private final List<Kind> kinds = new ArrayList<>();
    private final List<Integer> kindOfTask = new ArrayList<>();
    private final List<Digest> specs;

    /**
     * @param kindsOfTasks each task's kind
     * @param specs each task's document
     * @param traits what the owner wishes for the job as a whole
     */
    JobPlan(String name, List<Kind> kindsOfTasks, List<Digest> specs, Traits traits) {
        this.name = name;
        this.traits = traits;
        this.specs = List.copyOf(specs);
        for (Kind kind : kindsOfTasks) {
            if (!kinds.contains(kind)) {
                kinds.add(kind);
            }
            kindOfTask.add(kinds.indexOf(kind));
        }
        if (kinds.size() > CommandReader.MAX_KINDS) {
            throw new InvalidDocument(
                    "tasks",
                    "need "
                            + kinds.size()
                            + " kinds of resources and limits; a job has at most "
                            + CommandReader.MAX_KINDS);
        }
    }

    Command.Submit submit() {
        int end = end(0);
        return new Command.Submit(
                name, kinds, digests(0, end), runs(0, end), end < specs.size(), traits);
    }

    /**
     * The further tasks, once the ledger has numbered the job.
     *
     * @param there how many tasks the ledger has: those of {@link #submit()}, or more where the
     *     submitter died between extensions
     */
    List<Command.Extend> extensions(long job, int there) {
        List<Command.Extend> extensions = new ArrayList<>();
        for (int from = there; from < specs.size(); from = end(from)) {
            int end = end(from);
            extensions.add(
                    new Command.Extend(
                            job, digests(from, end), runs(from, end), end < specs.size()));
        }
        return extensions;
    }

    /** How many tasks {@link #submit()} makes. */
    int first() {
        return end(0);
    }

    /** Whether the job's tasks are these, as far as these go. */
    boolean beginsWith(List<Digest> others) {
        return others.size() <= specs.size() && specs.subList(0, others.size()).equals(others);
    }

    private int end(int from) {
        return Math.min(from + CommandReader.MAX_TASKS, specs.size());
    }

    private Digests digests(int from, int to) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        specs.subList(from, to).forEach(spec -> bytes.writeBytes(spec.bytes()));
        return Digests.of(bytes.toByteArray());
    }

    /** Runs of neighbouring tasks of one kind; empty where all are of kind 0. */
    private List<KindRun> runs(int from, int to) {
        List<KindRun> runs = new ArrayList<>();
        int start = from;
        for (int i = from + 1; i <= to; i++) {
            if (i == to || !kindOfTask.get(i).equals(kindOfTask.get(start))) {
                runs.add(new KindRun(kindOfTask.get(start), i - start));
                start = i;
            }
        }
        return runs.size() == 1 && runs.getFirst().kind() == 0 ? List.of() : runs;
    }
}
