package org.pcm.participant.client;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.pcm.participant.information.Content;
import org.pcm.participant.information.PcmException;
import org.pcm.participant.information.ResultDocument;

/** Fetches what tasks left; every byte is checked against the digest that stands on the ledger. */
final class Results {

    private final Directory directory;
    private final Content content;

    Results(Directory directory, Content content) {
        this.directory = directory;
        this.content = content;
    }

    TaskOutcome outcome(JobRef job, int task) {
        TaskSummary summary =
                directory
                        .task(job, task)
                        .orElseThrow(() ->
                                new PcmException.Refused(
                                        "NoSuchTask", job + " has no task " + task));
        return outcome(summary);
    }

    List<TaskOutcome> fetch(JobRef job, Path folder) {
        return Parallel.map(directory.tasks(job), task -> fetch(task, folder));
    }

    /** Lays outputs under {@code folder/<task>/}, and what the task said beside it. */
    TaskOutcome fetch(TaskSummary task, Path folder) {
        TaskOutcome outcome = outcome(task);
        outcome.document().ifPresent(document -> write(outcome, document, folder));
        return outcome;
    }

    private TaskOutcome outcome(TaskSummary task) {
        if (task.result().isEmpty()) {
            return TaskOutcome.pending(task);
        }
        ResultDocument document = ResultDocument.read(content.get(task.result().get()));
        return TaskOutcome.of(
                task,
                document,
                content.get(document.stdout().digest()),
                content.get(document.stderr().digest()));
    }

    private void write(TaskOutcome outcome, ResultDocument document, Path folder) {
        try {
            Path own =
                    Files.createDirectories(
                            folder.resolve(Integer.toString(outcome.task().task())));
            Files.writeString(folder.resolve(own.getFileName() + ".stdout"), outcome.stdout());
            Files.writeString(folder.resolve(own.getFileName() + ".stderr"), outcome.stderr());
            for (ResultDocument.Output output : document.outputs()) {
                content.get(output.content().digest(), output.path().in(own));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
