package org.pcm.participant;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.pcm.participant.business.ConsumptionQueue;
import org.pcm.participant.resource.Attempts;
import org.pcm.participant.sqlite.Database;

/**
 * What an agent remembers: one SQLite file for queue, attempts and a few settings, so that one
 * transaction spans them.
 */
final class Memory implements AutoCloseable {

    private static final List<String> SCHEMA =
            List.of(
                    ConsumptionQueue.SCHEMA
                            + Attempts.SCHEMA
                            + "CREATE TABLE setting (name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;");

    private final Database database;
    private final Attempts attempts;

    Memory(Path file) {
        database = Database.open(file, SCHEMA);
        attempts = new Attempts(database);
    }

    Database database() {
        return database;
    }

    Attempts attempts() {
        return attempts;
    }

    Optional<String> setting(String name) {
        return database.find(
                "SELECT value FROM setting WHERE name = ?", row -> row.getString(1), name);
    }

    void set(String name, String value) {
        database.update("INSERT OR REPLACE INTO setting VALUES (?, ?)", name, value);
    }

    @Override
    public void close() {
        database.close();
    }
}
