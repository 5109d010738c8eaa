package org.pcm.participant.resource;

import java.io.IOException;
import java.util.concurrent.CompletableFuture;

/**
 * A native system that runs work (P10, B13). A task is translated by a pure function into the
 * native language; the rest speaks to the real system. Nobody but the adapter starts processes.
 */
public interface ResourceAdapter {

    /** The task in the native language, as text; the same task always gives the same text. */
    String translate(Work work);

    /**
     * Starts the work, at most once for an attempt, however often and by however many processes
     * this is called.
     *
     * @return completes when it has ended
     */
    CompletableFuture<Ending> start(Work work) throws IOException;

    /**
     * Takes up an attempt that an earlier process may have started; one that never started is given
     * up for good and counts as {@link Ending#LOST}.
     */
    CompletableFuture<Ending> resume(Work work) throws IOException;

    /** What the native system says now. */
    Observation observe(Work work) throws IOException;

    /** Tells it to stop; it ends as cancelled soon afterwards, unless it ended before. */
    void cancel(Work work) throws IOException;

    /** What an ended attempt left behind. */
    Evidence collect(Work work) throws IOException;
}
