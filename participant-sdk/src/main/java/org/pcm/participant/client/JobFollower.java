package org.pcm.participant.client;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.function.Consumer;
import org.pcm.cooperation.event.Event;
import org.pcm.participant.information.Cursor;
import org.pcm.participant.information.Notice;
import org.pcm.participant.information.PcmException;
import org.pcm.participant.information.http.EventStream;
import org.pcm.participant.information.http.Gateways;

/** Follows a job until it is closed. */
final class JobFollower {

    private final Gateways gateways;
    private final Directory directory;

    JobFollower(Gateways gateways, Directory directory) {
        this.gateways = gateways;
        this.directory = directory;
    }

    JobSummary follow(JobRef job, Consumer<Event.OfJob> listener) {
        CompletableFuture<Boolean> closed = new CompletableFuture<>();
        Cursor now = Cursor.before(gateways.ledger().height());
        Consumer<Notice> watch =
                notice -> {
                    if (notice
                                    instanceof
                                    Notice.Happened(
                                            var cursor,
                                            var version,
                                            var clock,
                                            Event.OfJob event)
                            && event.job() == job.job()) {
                        listener.accept(event);
                        if (event instanceof Event.JobClosed) {
                            closed.complete(true);
                        }
                    }
                };
        EventStream stream = EventStream.ofLane(gateways, job.cooperation(), now, watch);
        try {
            if (!summary(job).isClosed()) {
                closed.get();
            }
            return summary(job);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new PcmException.Unreachable("interrupted while following " + job);
        } catch (ExecutionException e) {
            throw new IllegalStateException(e.getCause());
        } finally {
            stream.close();
        }
    }

    private JobSummary summary(JobRef job) {
        return directory
                .job(job)
                .orElseThrow(() -> new PcmException.Refused("NoSuchJob", "there is no job " + job));
    }
}
