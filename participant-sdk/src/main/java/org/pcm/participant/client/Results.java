package org.pcm.participant.client;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
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

    /** What all tasks of a job that is done left, without fetching it. */
    JobOutputs outputs(JobRef job) {
        JobSummary summary =
                directory
                        .job(job)
                        .orElseThrow(() ->
                                new PcmException.Refused("NoSuchJob", "there is no job " + job));
        if (!summary.state().equals("DONE")) {
            throw new PcmException.Refused("NotDone", "job " + job + " is " + summary.state());
        }
        List<JobOutputs.Output> all =
                Parallel.map(directory.tasks(job), this::left).stream()
                        .flatMap(List::stream)
                        .toList();
        return new JobOutputs(Optional.of(job), job.cooperation(), all);
    }

    private List<JobOutputs.Output> left(TaskSummary task) {
        return document(task).outputs().stream()
                .map(output ->
                        new JobOutputs.Output(
                                task.task(), output.path(), new Source.Stored(output.content())))
                .toList();
    }

    private ResultDocument document(TaskSummary task) {
        try {
            return ResultDocument.read(content.get(task.result().orElseThrow()));
        } catch (PcmException.Refused e) {
            if (!e.code().equals("NotFound")) {
                throw e;
            }
            throw new PcmException.Refused(
                    "OutputMissing",
                    "the result of task " + task.task() + " is not there, or not for you");
        }
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
