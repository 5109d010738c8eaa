package org.pcm.gateway.information.index;

import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.Supplier;
import org.pcm.cooperation.page.PageKeys;

/** Everything the index holds, and the lock that lets readers see whole blocks only. */
final class View {
    final Map<String, LaneView> lanes = new TreeMap<>();
    final Registry registry = new Registry();
    final Documents documents;
    final SubmissionTable submissions;
    private final ReentrantReadWriteLock lock = new ReentrantReadWriteLock();
    private Optional<LedgerFacts> facts = Optional.empty();

    View(Scratch scratch) {
        documents = new Documents(scratch);
        submissions = new SubmissionTable(scratch);
        lane(PageKeys.REGISTRY);
    }

    <T> T read(Supplier<T> question) {
        lock.readLock().lock();
        try {
            return question.get();
        } finally {
            lock.readLock().unlock();
        }
    }

    void write(Runnable change) {
        lock.writeLock().lock();
        try {
            change.run();
        } finally {
            lock.writeLock().unlock();
        }
    }

    /** The lane, made when it is not there; only while writing. */
    final LaneView lane(String name) {
        return lanes.computeIfAbsent(name, LaneView::new);
    }

    Optional<LaneView> find(String lane) {
        return Optional.ofNullable(lanes.get(lane));
    }

    Optional<LedgerFacts> facts() {
        return facts;
    }

    void facts(LedgerFacts known) {
        facts = Optional.of(known);
    }
}
