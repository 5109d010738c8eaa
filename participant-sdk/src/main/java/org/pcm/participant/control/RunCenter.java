package org.pcm.participant.control;

import java.io.IOException;
import java.nio.file.Files;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.pcm.participant.information.EndReason;
import org.pcm.participant.information.PcmException;
import org.pcm.participant.resource.Attempt;
import org.pcm.participant.resource.AttemptId;
import org.pcm.participant.resource.AttemptState;
import org.pcm.participant.resource.Attempts;
import org.pcm.participant.resource.Ending;
import org.pcm.participant.resource.ResourceAdapter;
import org.pcm.participant.resource.Work;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Has accepted attempts run (A8, B13): lays out inputs, starts each at most once, uploads what it
 * left, notes the end. It looks at what is on disk, so after a restart it takes up what its
 * predecessor left, without being told.
 */
public final class RunCenter implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(RunCenter.class);

    private final Attempts attempts;
    private final ResourceAdapter adapter;
    private final WorkFolders folders;
    private final Staging staging;
    private final Runnable afterwards;
    private final Map<AttemptId, Work> active = new ConcurrentHashMap<>();
    private volatile boolean closed;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

    /**
     * @param afterwards told when an attempt has ended and its answer is ready
     */
    public RunCenter(
            Attempts attempts,
            ResourceAdapter adapter,
            WorkFolders folders,
            Staging staging,
            Runnable afterwards) {
        this.attempts = attempts;
        this.adapter = adapter;
        this.folders = folders;
        this.staging = staging;
        this.afterwards = afterwards;
    }

    /** Takes up all attempts that should run and are not under way yet. */
    public void wake() {
        for (Attempt attempt : attempts.in(AttemptState.ACCEPTED, AttemptState.RUNNING)) {
            attempt.document()
                    .ifPresent(task -> {
                        Work work = new Work(attempt.id(), task, folders.of(attempt.id()));
                        if (active.putIfAbsent(attempt.id(), work) == null) {
                            threads.execute(() -> run(attempt, work));
                        }
                    });
        }
    }

    /** Stops an attempt; its end is then reported as any other. */
    void cancel(AttemptId id) {
        Work work = active.get(id);
        if (work != null) {
            threads.execute(() -> stop(work));
        }
    }

    /** The ledger has closed the attempt: stops what may still run, and cleans up. */
    void abandon(AttemptId id) {
        Work work = active.get(id);
        if (work != null) {
            threads.execute(() -> stop(work));
        } else {
            threads.execute(() -> folders.delete(id));
        }
    }

    private void stop(Work work) {
        try {
            adapter.cancel(work);
        } catch (IOException e) {
            LOG.warn("{} could not be stopped", work.attempt(), e);
        }
    }

    private void run(Attempt attempt, Work work) {
        try {
            Ending ending =
                    attempt.state() == AttemptState.RUNNING
                            ? adapter.resume(work).join()
                            : begin(work);
            if (!closed && attempts.isOpen(work.attempt())) {
                staging.report(work, ending, adapter);
                afterwards.run();
            }
        } catch (PcmException.Unreachable e) {
            LOG.debug("{} is left to the next start", work.attempt());
        } catch (IOException | RuntimeException e) {
            giveUp(work, e);
        } finally {
            active.remove(work.attempt());
            if (!closed && !attempts.isOpen(work.attempt())) {
                folders.delete(work.attempt());
            }
        }
    }

    /** Something here is broken; the task is better off elsewhere. */
    private void giveUp(Work work, Exception why) {
        if (!closed) {
            LOG.error("{} cannot go on", work.attempt(), why);
            attempts.ended(work.attempt(), Optional.empty(), EndReason.LOST.wire());
            afterwards.run();
        }
    }

    /** Stops and removes what an earlier process left of attempts that the ledger has closed. */
    public void tidy() {
        for (Attempt attempt : attempts.in(AttemptState.CLOSED)) {
            attempt.document()
                    .map(task -> new Work(attempt.id(), task, folders.of(attempt.id())))
                    .filter(work -> Files.exists(work.folder()))
                    .ifPresent(work -> threads.execute(() -> tidy(work)));
        }
    }

    private void tidy(Work work) {
        try {
            adapter.cancel(work);
            adapter.resume(work).join();
        } catch (IOException e) {
            LOG.warn("{} could not be stopped", work.attempt(), e);
        }
        folders.delete(work.attempt());
    }

    /** Fetches inputs, marks the start on disk, starts, waits. */
    private Ending begin(Work work) throws IOException {
        if (!staging.lay(work)) {
            return new Ending(-1, EndReason.INPUT, 0, 0);
        }
        if (isStopped(work.attempt()) || !attempts.move(work.attempt(), AttemptState.RUNNING)) {
            return new Ending(-1, EndReason.CANCELLED, 0, 0);
        }
        CompletableFuture<Ending> running = adapter.start(work);
        if (isStopped(work.attempt())) {
            adapter.cancel(work);
        }
        return running.join();
    }

    private boolean isStopped(AttemptId id) {
        return attempts.find(id)
                .filter(a -> !a.stop() && a.state() != AttemptState.CLOSED)
                .isEmpty();
    }

    /** How many attempts are under way. */
    public int running() {
        return active.size();
    }

    /** Lets go of what runs: launchers go on, and the next agent finds them. */
    @Override
    public void close() {
        closed = true;
        threads.shutdownNow();
    }
}
