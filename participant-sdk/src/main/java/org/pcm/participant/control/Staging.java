package org.pcm.participant.control;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.pcm.participant.information.Content;
import org.pcm.participant.information.ContentRef;
import org.pcm.participant.information.Digest;
import org.pcm.participant.information.EndReason;
import org.pcm.participant.information.PcmException;
import org.pcm.participant.information.ResultDocument;
import org.pcm.participant.information.TaskDocument;
import org.pcm.participant.resource.Attempts;
import org.pcm.participant.resource.Ending;
import org.pcm.participant.resource.Evidence;
import org.pcm.participant.resource.ResourceAdapter;
import org.pcm.participant.resource.Work;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Moves a task's files: inputs from the content store before it runs, outputs and result document
 * to it afterwards.
 */
public final class Staging {

    private static final Logger LOG = LoggerFactory.getLogger(Staging.class);
    private static final long AGAIN_MILLIS = 500;
    private static final long PAUSE_MILLIS_MAX = 30_000;

    private final Content content;
    private final ContentCache cache;
    private final Attempts attempts;

    /** Stages through {@code content}; inputs that many tasks share are fetched once. */
    public Staging(Content content, ContentCache cache, Attempts attempts) {
        this.content = content;
        this.cache = cache;
        this.attempts = attempts;
    }

    /** Lays a task's inputs into its box; false when one cannot be had. */
    boolean lay(Work work) throws IOException {
        Files.createDirectories(work.box());
        for (TaskDocument.Input input : work.task().inputs()) {
            try {
                cache.copy(input.content().digest(), input.path().in(work.box()), content);
            } catch (PcmException.Refused | PcmException.Corrupted e) {
                LOG.warn(
                        "{}: input {} cannot be had: {}",
                        work.attempt(),
                        input.path(),
                        e.getMessage());
                return false;
            }
        }
        return true;
    }

    /**
     * Uploads what an ended attempt left and notes its end; goes on trying while no gateway
     * answers.
     *
     * @throws PcmException.Unreachable when none has, and the attempt is not wanted any more
     */
    void report(Work work, Ending ending, ResourceAdapter adapter) throws IOException {
        Files.createDirectories(work.folder());
        Evidence evidence = adapter.collect(work);
        ResultDocument document = persistently(work, () -> upload(ending, evidence));
        Digest result = persistently(work, () -> content.put(document.write())).digest();
        attempts.ended(
                work.attempt(),
                Optional.of(result),
                document.succeeded() ? "" : document.reason().wire());
    }

    private ResultDocument upload(Ending ending, Evidence evidence) {
        ContentRef stdout = content.put(evidence.stdout());
        ContentRef stderr = content.put(evidence.stderr());
        boolean complete = evidence.complete();
        List<ResultDocument.Output> outputs = new ArrayList<>();
        for (Evidence.Output output : evidence.outputs()) {
            if (output.file().toFile().length() <= ContentRef.MAX_BYTES) {
                outputs.add(new ResultDocument.Output(output.path(), content.put(output.file())));
            } else {
                complete = false;
            }
        }
        boolean lacking = ending.reason() == EndReason.EXIT && ending.exitCode() == 0 && !complete;
        EndReason reason = lacking ? EndReason.OUTPUT : ending.reason();
        return new ResultDocument(
                ending.exitCode(),
                reason,
                ending.startedAt(),
                ending.endedAt(),
                stdout,
                stderr,
                outputs);
    }

    private <T> T persistently(Work work, Supplier<T> upload) {
        long pauseMillis = AGAIN_MILLIS;
        while (true) {
            try {
                return upload.get();
            } catch (PcmException.Unreachable e) {
                LOG.warn("{} waits to upload: {} {}", work.attempt(), e.getMessage(), e.wayOut());
                if (!attempts.isOpen(work.attempt())) {
                    throw e;
                }
                try {
                    Thread.sleep(pauseMillis);
                    pauseMillis = Math.min(2 * pauseMillis, PAUSE_MILLIS_MAX);
                } catch (InterruptedException interrupted) {
                    Thread.currentThread().interrupt();
                    throw e;
                }
            }
        }
    }

    static Path parentOf(Path file) {
        Path parent = file.getParent();
        return parent == null ? file : parent;
    }
}
