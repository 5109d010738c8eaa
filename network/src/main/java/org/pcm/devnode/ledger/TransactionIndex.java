package org.pcm.devnode.ledger;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Which transactions are committed, and who waits for one. The first occurrence of an id counts.
 */
final class TransactionIndex {
    private final Map<String, TransactionStatus> committed = new ConcurrentHashMap<>();
    private final Map<String, List<Consumer<TransactionStatus>>> waiting =
            new ConcurrentHashMap<>();

    @Nullable TransactionStatus find(String transactionId) {
        return committed.get(transactionId);
    }

    void add(String transactionId, TransactionStatus status) {
        if (!transactionId.isEmpty()) {
            committed.putIfAbsent(transactionId, status);
        }
    }

    /** Tells those who wait for the transaction. */
    void announce(String transactionId) {
        TransactionStatus status = committed.get(transactionId);
        List<Consumer<TransactionStatus>> listeners = waiting.remove(transactionId);
        if (status != null && listeners != null) {
            listeners.forEach(l -> l.accept(status));
        }
    }

    /**
     * Tells the listener once the transaction is committed, at once if it is. Registers before it
     * looks, so that no commit falls between.
     *
     * @return to call when nobody wants to know any more
     */
    Runnable listen(String transactionId, Consumer<TransactionStatus> listener) {
        waiting.compute(
                transactionId,
                (id, listeners) -> {
                    List<Consumer<TransactionStatus>> all =
                            listeners == null ? new ArrayList<>() : new ArrayList<>(listeners);
                    all.add(listener);
                    return all;
                });
        if (committed.containsKey(transactionId)) {
            announce(transactionId);
        }
        return () ->
                waiting.computeIfPresent(
                        transactionId,
                        (id, listeners) -> {
                            List<Consumer<TransactionStatus>> rest = new ArrayList<>(listeners);
                            rest.remove(listener);
                            return rest.isEmpty() ? null : rest;
                        });
    }

    void forEach(BiConsumer<String, TransactionStatus> visitor) {
        committed.forEach(visitor);
    }
}
