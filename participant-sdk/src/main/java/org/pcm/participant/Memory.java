package org.pcm.participant;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.LongSupplier;
import org.pcm.participant.business.ConsumptionQueue;
import org.pcm.participant.resource.Attempts;
import org.pcm.participant.resource.Jobs;
import org.pcm.participant.sqlite.Database;

/**
 * What an agent remembers: one SQLite file for queue, attempts and a few settings, so that one
 * transaction spans them.
 */
final class Memory implements AutoCloseable {

    /** Each leads from what an older program wrote to the next version. */
    static final List<String> SCHEMA =
            List.of(
                    ConsumptionQueue.SCHEMA
                            + Attempts.SCHEMA
                            + "CREATE TABLE setting (name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;",
                    Jobs.SCHEMA,
                    Attempts.CLAIMS + Jobs.GANGS);

    private static final String COPY = "copy";

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

    void unset(String name) {
        database.update("DELETE FROM setting WHERE name = ?", name);
    }

    /** All settings whose names begin so, by the rest of their names. */
    Map<String, String> settings(String prefix) {
        Map<String, String> all = new TreeMap<>();
        database.query(
                "SELECT name, value FROM setting WHERE substr(name, 1, ?) = ?",
                row -> all.put(row.getString(1).substring(prefix.length()), row.getString(2)),
                prefix.length(),
                prefix);
        return all;
    }

    /**
     * Notes in a copy that it is one, so that whoever works with it knows that time has passed.
     *
     * @param id tells copies apart
     */
    void markAsCopy(String id) {
        set(COPY, id);
    }

    /**
     * From which block on this memory of a cooperation is complete; 0 where it always was.
     *
     * @param heard whether the ledger has heard more of this agent than it remembers
     * @param height how many blocks there are now; asked only when something is amiss
     */
    long completeFrom(String cooperation, boolean heard, LongSupplier height) {
        String copy = setting(COPY).orElse("");
        String known = COPY + ":" + cooperation;
        String from = "complete:" + cooperation;
        if (heard || !setting(known).orElse("").equals(copy)) {
            long now = height.getAsLong();
            database.inTransaction(() -> {
                set(from, Long.toString(now));
                set(known, copy);
                attempts.lose(cooperation);
            });
        }
        return setting(from).map(Long::parseLong).orElse(0L);
    }

    @Override
    public void close() {
        database.close();
    }
}
