package org.pcm.participant.information.http;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.RejectedExecutionException;
import org.pcm.participant.information.PcmException;
import org.pcm.participant.information.SignedSubmission;

/**
 * Sends submissions, those of one moment in one request: a sheaf (docs/protocol.md §7). One that
 * comes alone goes at once; what comes while the gateway has not said yet that it keeps the last
 * sheaf gathers, and goes with the next. Requests may well wait for outcomes side by side.
 */
final class Sheaves {
    private static final String ROUTE = "/v1/sheaves?wait=";
    private static final int SUBMISSIONS_MAX = 128;
    private static final int CHARS_MAX = 1 << 20;

    private final Gateways gateways;
    private final long waitMillis;
    private final ExecutorService threads;
    private final Deque<Posted> waiting = new ArrayDeque<>();
    private boolean sending;

    /** A submission and who waits for what the gateway says to it. */
    record Posted(String jws, CompletableFuture<Reply> reply) {}

    Sheaves(Gateways gateways, long waitMillis, ExecutorService threads) {
        this.gateways = gateways;
        this.waitMillis = waitMillis;
        this.threads = threads;
    }

    /** Posts the submission and waits a while for its outcome. */
    Reply post(SignedSubmission submission) {
        Posted posted = new Posted(submission.jws(), new CompletableFuture<>());
        try {
            synchronized (this) {
                waiting.add(posted);
            }
            sendNext();
            return posted.reply.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt(); // the lane closes
            return new Reply.NotNow("the lane is closed");
        } catch (ExecutionException e) {
            throw new IllegalStateException("nobody fails a reply", e);
        }
    }

    private void sendNext() {
        List<Posted> sheaf;
        synchronized (this) {
            if (sending || waiting.isEmpty()) {
                return;
            }
            sending = true;
            sheaf = next();
        }
        try {
            threads.execute(() -> send(sheaf));
        } catch (RejectedExecutionException e) { // the lane closes
            Reply closed = new Reply.NotNow("the lane is closed");
            sheaf.forEach(posted -> posted.reply.complete(closed));
        }
    }

    /** What goes together: the first always fits. */
    private List<Posted> next() {
        List<Posted> sheaf = new ArrayList<>();
        long chars = 0;
        while (!waiting.isEmpty() && sheaf.size() < SUBMISSIONS_MAX) {
            chars += waiting.getFirst().jws.length() + 1;
            if (chars > CHARS_MAX) {
                break;
            }
            sheaf.add(waiting.removeFirst());
        }
        return sheaf;
    }

    private void send(List<Posted> sheaf) {
        SheafAnswer answer = new SheafAnswer(sheaf, waitMillis, gateways::leave, this::kept);
        try {
            answer.end(gateways.exchange(ROUTE + waitMillis, answer::ask, answer));
        } catch (PcmException.Unreachable e) {
            answer.end(new Reply.NotNow(String.valueOf(e.getMessage())));
        } catch (RuntimeException e) {
            answer.end(new Reply.NotNow("not understood: " + e));
        }
    }

    /** The gateway keeps the last sheaf, or it came to nothing: the next one may go. */
    private void kept() {
        synchronized (this) {
            sending = false;
        }
        sendNext();
    }
}
