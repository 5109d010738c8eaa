package org.pcm.participant.resource;

import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.pcm.participant.information.Cursor;
import org.pcm.participant.information.Digest;
import org.pcm.participant.information.EndReason;
import org.pcm.participant.information.TaskDocument;
import org.pcm.participant.sqlite.Database;

/**
 * The agent's memory of attempts, on disk. A move that the life cycle does not allow changes
 * nothing and says so.
 */
public final class Attempts {

    /** The table this memory needs. */
    public static final String SCHEMA =
            """
            CREATE TABLE attempt (cooperation TEXT, job INTEGER, task INTEGER, version INTEGER,
                spec TEXT NOT NULL, state TEXT NOT NULL, document TEXT, reason TEXT NOT NULL, result TEXT,
                stop INTEGER NOT NULL, PRIMARY KEY (cooperation, job, task, version)) WITHOUT ROWID;
            CREATE INDEX attempt_by_state ON attempt (state);
            """;

    /** For whom a task was to be grabbed. */
    public static final String CLAIMS =
            "ALTER TABLE attempt ADD COLUMN judged TEXT NOT NULL DEFAULT '';";

    private static final String COLUMNS =
            "SELECT cooperation, job, task, version, spec, state, document, reason, result, stop FROM attempt ";
    private static final String THIS =
            " WHERE cooperation = ? AND job = ? AND task = ? AND version = ?";
    private static final int CLOSED_KEPT = 20_000;
    private static final Set<AttemptState> OFFERS =
            Set.of(AttemptState.OFFERED, AttemptState.ACCEPTING, AttemptState.REJECTING);

    private final Database database;
    private final Jobs jobs;
    private final Map<String, Long> doubts = new ConcurrentHashMap<>();

    /** The memory in {@code database}. */
    public Attempts(Database database) {
        this.database = database;
        this.jobs = new Jobs(database);
    }

    /** Does several things in one write: all of it is on disk afterwards, or none. */
    public void together(Runnable changes) {
        database.inTransaction(changes);
    }

    /** Remembers an offer; harmless when it is remembered already. */
    public void offered(AttemptId id, Digest spec) {
        remember(id, spec, AttemptState.OFFERED);
    }

    /**
     * Decides to grab a waiting task.
     *
     * @param judged who submitted its job, as a gateway said when it was judged
     */
    public void claim(AttemptId id, Digest spec, TaskDocument document, String judged) {
        database.inTransaction(() -> {
            remember(id, spec, AttemptState.GRABBING);
            set("document = ?", id, text(document));
            set("judged = ?", id, judged);
        });
    }

    /**
     * The ledger granted a task, as {@code id} says. It may start if that is what was to be
     * grabbed; else, because this memory is an older copy or a gateway told of another task, it has
     * to be judged.
     *
     * @param owner who submitted its job, by the verified ledger
     */
    public void granted(AttemptId id, Digest spec, String owner, Cursor at) {
        database.inTransaction(() -> {
            boolean asJudged =
                    database.update(
                                    "UPDATE OR REPLACE attempt SET version = ? WHERE cooperation = ? AND job = ?"
                                            + " AND task = ? AND state = 'GRABBING' AND spec = ? AND judged = ?",
                                    id.version(),
                                    id.cooperation(),
                                    id.job(),
                                    id.task(),
                                    spec.hex(),
                                    owner)
                            > 0;
            if (!asJudged) {
                open(id.cooperation(), id.job(), id.task())
                        .map(Attempt::id)
                        .ifPresent(this::forget);
                remember(id, spec, AttemptState.GRANTED);
            }
            if (isDoubted(id, at)) {
                lose(id);
            } else if (asJudged) {
                move(id, AttemptState.ACCEPTED);
            }
        });
    }

    /** A grab that lost leaves nothing behind. */
    public void forget(AttemptId id) {
        database.update(
                "DELETE FROM attempt" + THIS + " AND state = 'GRABBING'",
                id.cooperation(),
                id.job(),
                id.task(),
                id.version());
    }

    private void remember(AttemptId id, Digest spec, AttemptState state) {
        database.update(
                "INSERT OR IGNORE INTO attempt (cooperation, job, task, version, spec, state, reason, stop)"
                        + " VALUES (?, ?, ?, ?, ?, ?, '', 0)",
                id.cooperation(),
                id.job(),
                id.task(),
                id.version(),
                spec.hex(),
                state.name());
    }

    /** What is remembered of their jobs. */
    public Jobs jobs() {
        return jobs;
    }

    /** One attempt. */
    public Optional<Attempt> find(AttemptId id) {
        return database.find(
                COLUMNS + THIS,
                Attempts::read,
                id.cooperation(),
                id.job(),
                id.task(),
                id.version());
    }

    /** Whether an attempt is known and not closed. */
    public boolean isOpen(AttemptId id) {
        return find(id).filter(a -> a.state() != AttemptState.CLOSED).isPresent();
    }

    /** The attempt at a task that is not closed, if there is one. */
    public Optional<Attempt> open(String cooperation, long job, int task) {
        return database.find(
                COLUMNS
                        + "WHERE cooperation = ? AND job = ? AND task = ? AND state <> 'CLOSED' ORDER BY version DESC",
                Attempts::read,
                cooperation,
                job,
                task);
    }

    /** All attempts in any of some states, by cooperation, job and task. */
    public List<Attempt> in(AttemptState... states) {
        String list =
                Arrays.stream(states).map(s -> "'" + s + "'").collect(Collectors.joining(","));
        return database.query(
                COLUMNS + "WHERE state IN (" + list + ") ORDER BY cooperation, job, task",
                Attempts::read);
    }

    /** How many attempts are in a state. */
    public long count(AttemptState state) {
        return database.find(
                        "SELECT count(*) FROM attempt WHERE state = ?",
                        row -> row.getLong(1),
                        state.name())
                .orElse(0L);
    }

    /** Moves an attempt on; false, and nothing changed, where the life cycle has no such move. */
    public boolean move(AttemptId id, AttemptState to) {
        return database.transaction(() -> {
            boolean may = find(id).filter(attempt -> to.mayFollow(attempt.state())).isPresent();
            if (may) {
                set("state = ?", id, to.name());
            }
            return may;
        });
    }

    /**
     * This memory is older than the ledger's blocks below {@code height}: an agent that it does not
     * know of may have started what was accepted there. Never start that.
     */
    public void doubt(String cooperation, long height) {
        doubts.put(cooperation, height);
    }

    /** Gives up what was accepted or granted and not started, as far as this memory knows. */
    public void lose(String cooperation) {
        in(AttemptState.ACCEPTED, AttemptState.GRANTED).stream()
                .filter(attempt -> attempt.id().cooperation().equals(cooperation))
                .forEach(attempt -> lose(attempt.id()));
    }

    private boolean lose(AttemptId id) {
        return ended(id, Optional.empty(), EndReason.LOST.wire());
    }

    /**
     * An offer's acceptance is said to lie on the ledger; the attempt may start unless that is in
     * doubt. That alone never starts what waits for a grant or for its gang.
     */
    public boolean accepted(AttemptId id, Cursor at) {
        return database.transaction(() -> {
            AttemptState now = find(id).map(Attempt::state).orElse(AttemptState.CLOSED);
            if (!OFFERS.contains(now) || jobs.isGang(id.cooperation(), id.job())) {
                return false;
            }
            return isDoubted(id, at)
                    ? lose(id)
                    : now == AttemptState.ACCEPTING && move(id, AttemptState.ACCEPTED);
        });
    }

    /**
     * The ledger says that an attempt's whole gang starts; it may start unless that is in doubt.
     * What an agent accepted that this memory does not know of is judged now.
     */
    public boolean started(AttemptId id, Cursor at) {
        boolean judged = find(id).flatMap(Attempt::document).isPresent();
        return isDoubted(id, at)
                ? lose(id)
                : move(id, judged ? AttemptState.ACCEPTED : AttemptState.GRANTED);
    }

    private boolean isDoubted(AttemptId id, Cursor at) {
        return !at.equals(Cursor.START) && at.block() < doubts.getOrDefault(id.cooperation(), 0L);
    }

    /**
     * Decides: reads a task's document and accepts (no reason) or rejects it; what the ledger has
     * granted already runs, or fails.
     */
    public boolean decide(AttemptId id, @Nullable TaskDocument document, String reason) {
        return database.transaction(() -> {
            boolean granted = find(id).filter(a -> a.state() == AttemptState.GRANTED).isPresent();
            AttemptState yes = granted ? AttemptState.ACCEPTED : AttemptState.ACCEPTING;
            AttemptState no = granted ? AttemptState.FAILING : AttemptState.REJECTING;
            if (!move(id, reason.isEmpty() ? yes : no)) {
                return false;
            }
            set("document = ?", id, document == null ? "" : text(document));
            set("reason = ?", id, reason);
            return true;
        });
    }

    /** Notes an end; no reason means success. */
    public boolean ended(AttemptId id, Optional<Digest> result, String reason) {
        return database.transaction(() -> {
            if (!move(id, reason.isEmpty() ? AttemptState.COMPLETING : AttemptState.FAILING)) {
                return false;
            }
            set("reason = ?", id, reason);
            result.ifPresent(digest -> set("result = ?", id, digest.hex()));
            return true;
        });
    }

    /** Notes that an attempt was told to stop. */
    public void stop(AttemptId id) {
        set("stop = ?", id, 1);
    }

    /** Forgets the oldest closed attempts beyond a bound. */
    public void prune() {
        if (count(AttemptState.CLOSED) > CLOSED_KEPT) {
            database.update(
                    "DELETE FROM attempt WHERE state = 'CLOSED' AND version <= (SELECT version FROM attempt"
                            + " WHERE state = 'CLOSED' ORDER BY version DESC LIMIT 1 OFFSET "
                            + CLOSED_KEPT
                            + ")");
            jobs.prune();
        }
    }

    private void set(String assignment, AttemptId id, Object value) {
        database.update(
                "UPDATE attempt SET " + assignment + THIS,
                value,
                id.cooperation(),
                id.job(),
                id.task(),
                id.version());
    }

    private static String text(TaskDocument document) {
        return new String(document.write(), StandardCharsets.UTF_8);
    }

    private static Attempt read(ResultSet row) throws SQLException {
        String document = row.getString(7);
        String result = row.getString(9);
        return new Attempt(
                new AttemptId(row.getString(1), row.getLong(2), row.getInt(3), row.getLong(4)),
                new Digest(row.getString(5)),
                AttemptState.valueOf(row.getString(6)),
                document == null || document.isEmpty()
                        ? Optional.empty()
                        : Optional.of(TaskDocument.read(document.getBytes(StandardCharsets.UTF_8))),
                row.getString(8),
                result == null ? Optional.empty() : Optional.of(new Digest(result)),
                row.getInt(10) != 0);
    }
}
