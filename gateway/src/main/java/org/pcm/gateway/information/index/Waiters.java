package org.pcm.gateway.information.index;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.pcm.gateway.information.message.Answer;

/** Who waits for a submission's outcome; each is woken directly. */
public final class Waiters {
    private static final class Waiter {
        final CompletableFuture<Answer> answer = new CompletableFuture<>();
        int count;
    }

    private final Map<String, Waiter> byId = new ConcurrentHashMap<>();

    /**
     * The submission's outcome as soon as it is known, or nothing when the time is over.
     *
     * @param look finds an outcome that came before anybody waited
     */
    public Optional<Answer> await(String id, Supplier<Optional<Answer>> look, long millis)
            throws InterruptedException {
        Waiter waiter = enter(id);
        try {
            Optional<Answer> known = look.get();
            return known.isPresent() || millis <= 0 ? known : await(waiter, millis);
        } finally {
            leave(id);
        }
    }

    private static Optional<Answer> await(Waiter waiter, long millis) throws InterruptedException {
        try {
            return Optional.of(waiter.answer.get(millis, TimeUnit.MILLISECONDS));
        } catch (TimeoutException e) {
            return Optional.empty();
        } catch (ExecutionException e) {
            throw new IllegalStateException("nobody fails a waiter", e);
        }
    }

    private Waiter enter(String id) {
        return byId.compute(
                id,
                (i, known) -> {
                    Waiter waiter = known == null ? new Waiter() : known;
                    waiter.count++;
                    return waiter;
                });
    }

    private void leave(String id) {
        byId.computeIfPresent(id, (i, waiter) -> --waiter.count == 0 ? null : waiter);
    }

    /** Tells all who wait for this submission. */
    public void tell(String id, Answer answer) {
        Waiter waiter = byId.get(id);
        if (waiter != null) {
            waiter.answer.complete(answer);
        }
    }
}
