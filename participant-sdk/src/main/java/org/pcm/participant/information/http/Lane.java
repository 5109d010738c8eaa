package org.pcm.participant.information.http;

import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.pcm.cooperation.submission.Command;
import org.pcm.cooperation.submission.CommandWriter;
import org.pcm.cooperation.submission.KeyCommand;
import org.pcm.participant.identity.Identity;
import org.pcm.participant.information.LaneKey;
import org.pcm.participant.information.Outbox;
import org.pcm.participant.information.PcmException;
import org.pcm.participant.information.Settled;
import org.pcm.participant.information.SignedSubmission;
import org.pcm.participant.information.Submissions;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One key's way into one lane: signs lists of commands, keeps them in the outbox, and sends each
 * until its outcome is known, to whichever gateway answers. At most {@code window} are under way at
 * a time; {@link #send} waits for its turn. Safe for use by many threads. Closing it leaves what
 * has no outcome in the outbox, for {@link #resume} after the next start.
 */
public final class Lane implements Submissions, AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Lane.class);

    private final LaneKey key;
    private final Outbox outbox;
    private final SubmissionSigner signer;
    private final Gateways gateways;
    private final InstantSource clock;
    private final UsedNumbers used;
    private final Courier courier;
    private final Consumer<Settled> handler;
    private final Semaphore turns;
    private final AtomicLong seen = new AtomicLong();
    private final ConcurrentSkipListMap<Long, CompletableFuture<Settled>> underWay =
            new ConcurrentSkipListMap<>();
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

    /**
     * Opens the lane.
     *
     * @param window how many submissions may be under way at a time; 1 keeps them in order whatever
     *     happens
     * @param waitMillis how long one request waits for an outcome, 30,000 at most
     * @param handler called with each outcome before the outbox forgets its submission: what it
     *     does survives a crash, and may after one be called again with the same
     */
    public Lane(
            Gateways gateways,
            Identity identity,
            LaneKey key,
            Outbox outbox,
            int window,
            long waitMillis,
            Consumer<Settled> handler) {
        this(gateways, identity, key, outbox, window, waitMillis, handler, InstantSource.system());
    }

    /** As the other, by another clock. */
    Lane(
            Gateways gateways,
            Identity identity,
            LaneKey key,
            Outbox outbox,
            int window,
            long waitMillis,
            Consumer<Settled> handler,
            InstantSource clock) {
        this.key = key;
        this.outbox = outbox;
        this.gateways = gateways;
        this.clock = clock;
        this.signer = new SubmissionSigner(key, identity, clock);
        this.used = new UsedNumbers(gateways, identity);
        this.courier = new Courier(this, new SubmissionDoor(gateways, waitMillis, threads));
        this.handler = handler;
        this.turns = new Semaphore(window, true);
    }

    @Override
    public void seen(long version) {
        seen.accumulateAndGet(version, Math::max);
    }

    /** What {@link #seen(long)} was told last. */
    public long seen() {
        return seen.get();
    }

    @Override
    public CompletableFuture<Settled> send(List<? extends Command> commands) {
        turns.acquireUninterruptibly();
        SignedSubmission submission;
        try {
            submission = sign(CommandWriter.write(commands), introduces(commands));
        } catch (RuntimeException e) {
            turns.release();
            throw e;
        }
        return start(submission, false);
    }

    /** Sends commands and waits for their outcome; {@link PcmException} when it cannot be known. */
    public Settled submit(Command... commands) {
        return await(send(List.of(commands)));
    }

    /** Waits for an outcome; {@link PcmException} when it cannot be known. */
    public static Settled await(CompletableFuture<Settled> pending) {
        try {
            return pending.join();
        } catch (CompletionException e) {
            if (e.getCause() instanceof PcmException known) {
                throw known;
            }
            throw e;
        }
    }

    /**
     * Sends again what an earlier process left in the outbox, in order; returns the outcomes once
     * all are known.
     */
    public List<Settled> resume() {
        return outbox.open(key).stream()
                .filter(submission -> !isUnderWay(submission.sequence()))
                .map(submission -> {
                    LOG.info("Sending {} #{} again", key.lane(), submission.sequence());
                    turns.acquireUninterruptibly();
                    return start(submission, true);
                })
                .toList()
                .stream()
                .map(Lane::await)
                .toList();
    }

    private CompletableFuture<Settled> start(SignedSubmission submission, boolean sentBefore) {
        CompletableFuture<Settled> result = new CompletableFuture<>();
        underWay.put(submission.sequence(), result);
        threads.execute(() -> {
            try {
                Settled settled = courier.deliver(submission, sentBefore);
                finish(submission, settled);
                result.complete(settled);
            } catch (Throwable e) {
                result.completeExceptionally(e);
            } finally {
                underWay.remove(submission.sequence());
                turns.release();
            }
        });
        return result;
    }

    private void finish(SignedSubmission submission, Settled settled) {
        handler.accept(settled);
        outbox.settle(settled.submission());
        if (submission.sequence() != settled.submission().sequence()) {
            outbox.settle(submission);
        }
    }

    /**
     * Whether the ledger has heard more of this key than the outbox knows of, which then is an
     * older copy. Afterwards numbers continue where the ledger is.
     */
    public boolean catchUp() {
        long heard = usedOnLedger();
        boolean behind = heard > outbox.last(key);
        if (behind) {
            outbox.skipTo(key, heard);
        }
        return behind;
    }

    /** Signs under the next number. */
    SignedSubmission sign(byte[] payload, boolean introduce) {
        return outbox.next(
                key,
                () -> used.last(key.lane()),
                number -> signer.sign(number, seen.get(), introduce, payload));
    }

    /** Signs a payload under a number that the outbox gave out before. */
    SignedSubmission signAs(long number, byte[] payload) {
        return signer.sign(number, seen.get(), key.lane().equals(LaneKey.REGISTRY), payload);
    }

    /**
     * Whether a submission that is valid until then has expired by any clock of the network: this
     * machine's and the ledger's may each be wrong by as much as the ledger tolerates.
     */
    boolean isOver(long untilMillis) {
        try {
            return clock.millis() >= untilMillis + 2 * gateways.ledger().clockErrorMillis();
        } catch (PcmException e) {
            LOG.debug("{}: the ledger cannot be asked: {}", key.lane(), e.getMessage());
            return false;
        }
    }

    Outbox outbox() {
        return outbox;
    }

    LaneKey key() {
        return key;
    }

    long usedOnLedger() {
        return used.last(key.lane());
    }

    boolean isUnderWay(long sequence) {
        return underWay.containsKey(sequence);
    }

    /**
     * Waits until the lowest number under way has its outcome, where that is a lower one than
     * {@code sequence}, or for a while.
     *
     * @return false at once when no lower number is under way
     */
    boolean awaitLower(long sequence, long millis) throws InterruptedException {
        Map.Entry<Long, CompletableFuture<Settled>> lowest = underWay.firstEntry();
        if (lowest == null || lowest.getKey() >= sequence) {
            return false;
        }
        try {
            lowest.getValue().get(millis, TimeUnit.MILLISECONDS);
        } catch (TimeoutException | ExecutionException e) {
            LOG.debug("{} #{}: still without an outcome", key.lane(), lowest.getKey(), e);
        }
        return true;
    }

    /** Whether a lower number than {@code sequence} has no outcome yet. */
    boolean hasLower(long sequence) {
        return underWay.lowerKey(sequence) != null;
    }

    boolean isClosed() {
        return threads.isShutdown();
    }

    private static boolean introduces(List<? extends Command> commands) {
        return commands.stream()
                .anyMatch(command ->
                        command instanceof Command.Register
                                || command instanceof KeyCommand.Recover);
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }
}
