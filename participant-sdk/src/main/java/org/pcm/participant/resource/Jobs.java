package org.pcm.participant.resource;

import java.util.Optional;
import org.pcm.participant.information.JobOrigin;
import org.pcm.participant.sqlite.Database;

/** What the agent remembers of the jobs of its attempts, by the verified ledger; on disk. */
public final class Jobs {

    /** The table this memory needs. */
    public static final String SCHEMA =
            "CREATE TABLE job (cooperation TEXT, id INTEGER, owner TEXT NOT NULL, PRIMARY KEY (cooperation, id)) WITHOUT ROWID;";

    /** Whose tasks start together. */
    public static final String GANGS =
            "ALTER TABLE job ADD COLUMN gang INTEGER NOT NULL DEFAULT 0;";

    private final Database database;

    Jobs(Database database) {
        this.database = database;
    }

    /** Remembers a job: what the ledger says now, whatever an older agent noted of it. */
    public void remember(String cooperation, long job, JobOrigin origin) {
        database.update(
                "INSERT OR REPLACE INTO job (cooperation, id, owner, gang) VALUES (?, ?, ?, ?)",
                cooperation,
                job,
                origin.submitter(),
                origin.gang() ? 1 : 0);
    }

    /** Whether a job's tasks start together, as far as is remembered. */
    public boolean isGang(String cooperation, long job) {
        return database.find(
                        "SELECT gang FROM job WHERE cooperation = ? AND id = ?",
                        row -> row.getInt(1) != 0,
                        cooperation,
                        job)
                .orElse(false);
    }

    /** Who submitted a job, where that is remembered. */
    public Optional<String> owner(String cooperation, long job) {
        return database.find(
                "SELECT owner FROM job WHERE cooperation = ? AND id = ?",
                row -> row.getString(1),
                cooperation,
                job);
    }

    /** Forgets jobs without attempts. */
    void prune() {
        database.update(
                "DELETE FROM job WHERE NOT EXISTS (SELECT 1 FROM attempt"
                        + " WHERE attempt.cooperation = job.cooperation AND attempt.job = job.id)");
    }
}
