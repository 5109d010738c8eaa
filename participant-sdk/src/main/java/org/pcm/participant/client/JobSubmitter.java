package org.pcm.participant.client;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.pcm.cooperation.member.Resources;
import org.pcm.cooperation.round.Terms;
import org.pcm.cooperation.submission.Command;
import org.pcm.participant.information.ContentRef;
import org.pcm.participant.information.ContentSink;
import org.pcm.participant.information.Digest;
import org.pcm.participant.information.PcmException;
import org.pcm.participant.information.TaskDocument;
import org.pcm.participant.information.http.Lane;
import org.pcm.participant.json.InvalidDocument;

/** Submits jobs: first the content (each file and document once), then the commands. */
final class JobSubmitter {

    /** A gateway looks no further for what a task's holder may read. */
    private static final int MAX_LISTING_BYTES = 1 << 18;

    private final ContentSink content;

    JobSubmitter(ContentSink content) {
        this.content = content;
    }

    /**
     * Submits.
     *
     * @param before what is said in the same message, before the job
     */
    JobRef submit(JobFile job, Lane lane, Command... before) {
        JobPlan plan = plan(job);
        Command[] message = Arrays.copyOf(before, before.length + 1);
        message[before.length] = plan.submit();
        long number = lane.submit(message).result(before.length).job();
        extend(number, plan, plan.first(), lane);
        return new JobRef(job.cooperation(), number);
    }

    /**
     * Opens the deal's cooperation and submits the job, in one message. Commands stand for
     * themselves: where the opening is refused its sender's job would still enter, so look first.
     * The job may be there by the sender's own word, said before a crash.
     */
    JobRef enter(
            JobFile deal, Terms negotiated, Lane lane, Directory directory, String participant) {
        String cooperation = deal.cooperation();
        if (directory.cooperation(cooperation).isPresent()) {
            long owner =
                    directory
                            .member(cooperation, participant)
                            .map(member -> (long) member.member())
                            .orElse(-1L);
            return directory.jobs(cooperation).stream()
                    .filter(job -> job.owner() == owner && owner >= 0)
                    .filter(job -> job.name().equals(deal.name()))
                    .filter(job -> job.tasks() == deal.tasks().size())
                    .map(JobSummary::ref)
                    .findFirst()
                    .orElseThrow(() ->
                            new PcmException.Refused(
                                    "DealEntered",
                                    cooperation + " was opened before, and this job is not in it"));
        }
        return submit(deal, lane, new Command.Open(negotiated, Resources.NONE));
    }

    /** Submits what the ledger does not have yet of a job's tasks. */
    static void extend(long job, JobPlan plan, int there, Lane lane) {
        plan.extensions(job, there).forEach(extension -> lane.submit(extension).only());
    }

    /** Stores the job's content, and gives the job in the ledger's terms. */
    JobPlan plan(JobFile job) {
        Map<Source, ContentRef> files = upload(job);
        List<byte[]> documents = job.tasks().stream().map(task -> bytes(task, files)).toList();
        List<Digest> specs = Parallel.map(documents, bytes -> content.put(bytes).digest());
        return new JobPlan(
                job.name(),
                job.tasks().stream().map(TaskDraft::kind).toList(),
                specs,
                job.traits());
    }

    private Map<Source, ContentRef> upload(JobFile job) {
        Set<Source> distinct = new LinkedHashSet<>();
        job.tasks().forEach(task -> distinct.addAll(task.inputs().values()));
        List<Source> files = new ArrayList<>(distinct);
        List<ContentRef> refs = Parallel.map(files, this::put);
        Map<Source, ContentRef> result = new LinkedHashMap<>();
        for (int i = 0; i < files.size(); i++) {
            result.put(files.get(i), refs.get(i));
        }
        return result;
    }

    private ContentRef put(Source source) {
        return switch (source) {
            case Source.Whole(Path file) -> content.put(file);
            case Source.Piece piece -> content.put(bytes(piece));
            case Source.Stored(ContentRef ref) -> checked(ref);
            case Source.Promised promised ->
                    throw new IllegalStateException(promised + " is not there yet");
        };
    }

    /** An earlier job's output stays where it is; better said now than by every task. */
    private ContentRef checked(ContentRef ref) {
        if (!content.has(ref.digest())) {
            throw new PcmException.Refused(
                    "OutputMissing", "an earlier job's output is not there: " + ref.digest());
        }
        return ref;
    }

    private static byte[] bytes(Source.Piece piece) {
        try {
            return piece.read();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Before anything is on the ledger: no agent would read a larger one. */
    private static byte[] bytes(TaskDraft draft, Map<Source, ContentRef> files) {
        byte[] document = document(draft, files).write();
        if (document.length > TaskDocument.BYTES_MAX) {
            throw new PcmException.Refused(
                    "TaskTooLarge",
                    "what a task says of itself has "
                            + document.length
                            + " bytes, of at most "
                            + TaskDocument.BYTES_MAX);
        }
        if (document.length > MAX_LISTING_BYTES && !draft.inputs().isEmpty()) {
            throw new InvalidDocument(
                    "inputs",
                    "of a task with command and environment take at most "
                            + MAX_LISTING_BYTES
                            + " bytes in its document, but take "
                            + document.length
                            + "; use shorter paths, or let several tasks read a part each");
        }
        return document;
    }

    private static TaskDocument document(TaskDraft draft, Map<Source, ContentRef> files) {
        List<TaskDocument.Input> inputs =
                draft.inputs().entrySet().stream()
                        .map(input ->
                                new TaskDocument.Input(
                                        input.getKey(), ref(files, input.getValue())))
                        .sorted((a, b) -> a.path().text().compareTo(b.path().text()))
                        .toList();
        return new TaskDocument(
                draft.command(),
                draft.image(),
                draft.environment(),
                inputs,
                draft.outputs(),
                draft.kind());
    }

    private static ContentRef ref(Map<Source, ContentRef> files, Source file) {
        ContentRef ref = files.get(file);
        if (ref == null) {
            throw new IllegalStateException(file + " was not uploaded");
        }
        return ref;
    }
}
