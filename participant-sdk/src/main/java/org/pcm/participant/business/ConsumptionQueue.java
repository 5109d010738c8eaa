package org.pcm.participant.business;

import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.pcm.participant.information.Cursor;
import org.pcm.participant.information.Notice;
import org.pcm.participant.information.NoticeReader;
import org.pcm.participant.information.NoticeWriter;
import org.pcm.participant.sqlite.Database;

/**
 * The consumption event queue of one cooperation (P6, B8, B9): notices come in once, in the
 * ledger's order, stay on disk until they are handled, and are handled once. Where reading stopped
 * is kept in the same step that keeps what was read.
 */
public final class ConsumptionQueue {

    /** The tables this queue needs. */
    public static final String SCHEMA =
            """
            CREATE TABLE reading (cooperation TEXT PRIMARY KEY, cursor TEXT NOT NULL, version INTEGER NOT NULL) WITHOUT ROWID;
            CREATE TABLE notice (cooperation TEXT, block INTEGER, tx INTEGER, item INTEGER,
                kind TEXT NOT NULL, data TEXT NOT NULL,
                PRIMARY KEY (cooperation, block, tx, item)) WITHOUT ROWID;
            """;

    private final Database database;
    private final String cooperation;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private boolean woken;

    /** The queue of {@code cooperation} in {@code database}. */
    public ConsumptionQueue(Database database, String cooperation) {
        this.database = database;
        this.cooperation = cooperation;
    }

    /** Behind which item reading goes on. */
    public Cursor cursor() {
        return database.find(
                        "SELECT cursor FROM reading WHERE cooperation = ?",
                        row -> row.getString(1),
                        cooperation)
                .map(Cursor::parse)
                .orElse(Cursor.START);
    }

    /** The lane's version of the last item that came in; 0 before the first. */
    public long version() {
        return database.find(
                        "SELECT version FROM reading WHERE cooperation = ?",
                        row -> row.getLong(1),
                        cooperation)
                .orElse(0L);
    }

    /**
     * Takes notices in; on disk when it returns. Those at or before {@link #cursor} came in before
     * and are passed over.
     */
    public void put(List<Notice> notices) {
        database.inTransaction(() -> {
            Cursor last = cursor();
            for (Notice notice : notices) {
                if (notice.cursor().compareTo(last) > 0) {
                    insert(notice);
                    last = notice.cursor();
                }
            }
        });
        wake();
    }

    /** The oldest notices that are not handled yet, in order; not blocking. */
    public List<Notice> pull(int most) {
        return database.query(
                "SELECT block, tx, item, kind, data FROM notice WHERE cooperation = ? ORDER BY block, tx, item LIMIT ?",
                row ->
                        NoticeReader.read(
                                new Cursor(row.getLong(1), row.getInt(2), row.getInt(3)),
                                row.getString(4),
                                row.getString(5)),
                cooperation,
                most);
    }

    /** Takes a notice out, in the transaction that holds what came of it. */
    public void handled(Notice notice) {
        Cursor cursor = notice.cursor();
        database.update(
                "DELETE FROM notice WHERE cooperation = ? AND block = ? AND tx = ? AND item = ?",
                cooperation,
                cursor.block(),
                cursor.transaction(),
                cursor.item());
    }

    /** Waits until something came in or {@link #wake} was called, at most so long. */
    public void await(long millis) throws InterruptedException {
        lock.lock();
        try {
            long left = TimeUnit.MILLISECONDS.toNanos(millis);
            while (!woken && left > 0) {
                left = changed.awaitNanos(left);
            }
            woken = false;
        } finally {
            lock.unlock();
        }
    }

    /** Ends a wait, for whoever has another reason to look. */
    public void wake() {
        lock.lock();
        try {
            woken = true;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    private void insert(Notice notice) {
        Cursor cursor = notice.cursor();
        database.update(
                "INSERT INTO notice VALUES (?, ?, ?, ?, ?, ?)",
                cooperation,
                cursor.block(),
                cursor.transaction(),
                cursor.item(),
                NoticeWriter.kind(notice),
                NoticeWriter.data(notice));
        database.update(
                "INSERT INTO reading VALUES (?, ?, ?) ON CONFLICT DO UPDATE SET cursor = excluded.cursor,"
                        + " version = excluded.version",
                cooperation,
                cursor.toString(),
                notice.version());
    }
}
