package org.pcm.participant.sqlite;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.LongFunction;
import java.util.function.LongSupplier;
import org.pcm.participant.information.LaneKey;
import org.pcm.participant.information.Outbox;
import org.pcm.participant.information.SignedSubmission;

/**
 * The outbox beside an identity, in {@code <key file>.outbox}: shared by all processes that use the
 * key, so that an agent and a submitter on one device never take the same number.
 */
public final class SqliteOutbox implements Outbox, AutoCloseable {

    private static final List<String> SCHEMA =
            List.of(
                    """
                    CREATE TABLE lane (ledger TEXT, lane TEXT, kid TEXT, last INTEGER NOT NULL,
                        PRIMARY KEY (ledger, lane, kid)) WITHOUT ROWID;
                    CREATE TABLE submission (ledger TEXT, lane TEXT, kid TEXT, sequence INTEGER, jws TEXT NOT NULL,
                        PRIMARY KEY (ledger, lane, kid, sequence)) WITHOUT ROWID;
                    """);
    private static final String LANE = " WHERE ledger = ? AND lane = ? AND kid = ?";

    private final Database database;

    private SqliteOutbox(Database database) {
        this.database = database;
    }

    /** The outbox of the identity whose key lies in {@code keyFile}. */
    public static SqliteOutbox beside(Path keyFile) {
        return new SqliteOutbox(Database.open(file(keyFile), SCHEMA));
    }

    /** Where it lies. */
    public static Path file(Path keyFile) {
        return keyFile.resolveSibling(keyFile.getFileName() + ".outbox");
    }

    @Override
    public SignedSubmission next(
            LaneKey key, LongSupplier used, LongFunction<SignedSubmission> sign) {
        if (known(key).isEmpty()) {
            skipTo(key, used.getAsLong());
        }
        return database.transaction(() -> {
            long number = known(key).orElseThrow() + 1;
            SignedSubmission submission = sign.apply(number);
            database.update(
                    "UPDATE lane SET last = ?" + LANE, number, key.ledger(), key.lane(), key.kid());
            database.update(
                    "INSERT INTO submission VALUES (?, ?, ?, ?, ?)",
                    key.ledger(),
                    key.lane(),
                    key.kid(),
                    number,
                    submission.jws());
            return submission;
        });
    }

    @Override
    public List<SignedSubmission> open(LaneKey key) {
        return database.query(
                "SELECT sequence, jws FROM submission" + LANE + " ORDER BY sequence",
                row -> new SignedSubmission(key, row.getLong(1), row.getString(2)),
                key.ledger(),
                key.lane(),
                key.kid());
    }

    @Override
    public void settle(SignedSubmission submission) {
        LaneKey key = submission.key();
        database.update(
                "DELETE FROM submission" + LANE + " AND sequence = ?",
                key.ledger(),
                key.lane(),
                key.kid(),
                submission.sequence());
    }

    @Override
    public void replace(SignedSubmission fresh) {
        LaneKey key = fresh.key();
        database.update(
                "UPDATE submission SET jws = ?" + LANE + " AND sequence = ?",
                fresh.jws(),
                key.ledger(),
                key.lane(),
                key.kid(),
                fresh.sequence());
    }

    @Override
    public void release(SignedSubmission submission) {
        LaneKey key = submission.key();
        database.inTransaction(() -> {
            settle(submission);
            database.update(
                    "UPDATE lane SET last = last - 1" + LANE + " AND last = ?",
                    key.ledger(),
                    key.lane(),
                    key.kid(),
                    submission.sequence());
        });
    }

    @Override
    public void skipTo(LaneKey key, long used) {
        database.update(
                "INSERT INTO lane VALUES (?, ?, ?, ?) ON CONFLICT DO UPDATE SET last = max(last, excluded.last)",
                key.ledger(),
                key.lane(),
                key.kid(),
                used);
    }

    @Override
    public long last(LaneKey key) {
        return known(key).orElse(0L);
    }

    private Optional<Long> known(LaneKey key) {
        return database.find(
                "SELECT last FROM lane" + LANE,
                row -> row.getLong(1),
                key.ledger(),
                key.lane(),
                key.kid());
    }

    @Override
    public void close() {
        database.close();
    }
}
