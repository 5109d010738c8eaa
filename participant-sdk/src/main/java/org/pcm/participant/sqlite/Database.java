package org.pcm.participant.sqlite;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteConfig.JournalMode;
import org.sqlite.SQLiteConfig.SynchronousMode;
import org.sqlite.SQLiteConfig.TransactionMode;

/**
 * One SQLite file. What a transaction wrote is on disk when it returns (write-ahead log,
 * synchronous FULL); several processes may have the file open. Within a process its methods run one
 * at a time. A failing disk becomes {@link DatabaseFailed}: nothing here can go on without it.
 */
public final class Database implements AutoCloseable {

    private static final int BUSY_MILLIS = 20_000;

    private final Connection connection;
    private final Map<String, PreparedStatement> prepared = new HashMap<>();
    private int depth;

    private Database(Connection connection) {
        this.connection = connection;
    }

    /**
     * Opens or makes the file.
     *
     * @param schema statements that make it; {@code schema.get(n)} leads from version n to n + 1
     */
    public static Database open(Path file, List<String> schema) {
        SQLiteConfig config = new SQLiteConfig();
        config.setJournalMode(JournalMode.WAL);
        config.setSynchronous(SynchronousMode.FULL);
        config.setBusyTimeout(BUSY_MILLIS);
        config.setTransactionMode(TransactionMode.IMMEDIATE);
        try {
            Files.createDirectories(file.toAbsolutePath().getParent());
            Database database = new Database(config.createConnection("jdbc:sqlite:" + file));
            database.connection.setAutoCommit(true);
            database.migrate(schema);
            return database;
        } catch (SQLException | IOException e) {
            throw new DatabaseFailed("cannot open " + file, e);
        }
    }

    /**
     * Copies a database as of one moment, while others may be writing to it.
     *
     * @param to must not exist
     */
    public static void copy(Path from, Path to) {
        try (Connection source = DriverManager.getConnection("jdbc:sqlite:" + from);
                PreparedStatement copying = source.prepareStatement("VACUUM INTO ?")) {
            try (Statement patience = source.createStatement()) {
                patience.execute("PRAGMA busy_timeout = " + BUSY_MILLIS);
            }
            copying.setString(1, to.toString());
            copying.execute();
        } catch (SQLException e) {
            throw new DatabaseFailed("cannot copy " + from + " to " + to, e);
        }
    }

    /**
     * Runs {@code work} in one transaction: all of it is on disk afterwards, or none. Transactions
     * may nest.
     */
    public synchronized <T> T transaction(Supplier<T> work) {
        if (depth > 0) {
            return work.get();
        }
        try {
            connection.setAutoCommit(false);
            depth++;
            boolean done = false;
            try {
                T result = work.get();
                connection.commit();
                done = true;
                return result;
            } finally {
                depth--;
                if (!done) {
                    connection.rollback();
                }
                connection.setAutoCommit(true);
            }
        } catch (SQLException e) {
            throw new DatabaseFailed("transaction failed", e);
        }
    }

    /** As {@link #transaction}, for work without a result. */
    public synchronized void inTransaction(Runnable work) {
        transaction(() -> {
            work.run();
            return true;
        });
    }

    /** Changes rows; says how many. */
    public synchronized int update(String sql, Object... values) {
        try {
            return bind(sql, values).executeUpdate();
        } catch (SQLException e) {
            throw new DatabaseFailed(sql, e);
        }
    }

    /** Reads rows. */
    public synchronized <T> List<T> query(String sql, Row<T> row, Object... values) {
        try (ResultSet rows = bind(sql, values).executeQuery()) {
            List<T> result = new ArrayList<>();
            while (rows.next()) {
                result.add(row.read(rows));
            }
            return result;
        } catch (SQLException e) {
            throw new DatabaseFailed(sql, e);
        }
    }

    /** Reads at most one row. */
    public <T> Optional<T> find(String sql, Row<T> row, Object... values) {
        return query(sql, row, values).stream().findFirst();
    }

    @Override
    public synchronized void close() {
        try {
            connection.close();
        } catch (SQLException e) {
            throw new DatabaseFailed("closing", e);
        }
    }

    private PreparedStatement bind(String sql, Object... values) throws SQLException {
        PreparedStatement statement = prepared.get(sql);
        if (statement == null) {
            statement = connection.prepareStatement(sql);
            prepared.put(sql, statement);
        }
        for (int i = 0; i < values.length; i++) {
            statement.setObject(i + 1, values[i]);
        }
        return statement;
    }

    private void migrate(List<String> schema) {
        inTransaction(() -> {
            int version = find("PRAGMA user_version", row -> row.getInt(1)).orElse(0);
            if (version > schema.size()) {
                throw new DatabaseFailed(
                        "made by a newer program: version "
                                + version
                                + ", known are "
                                + schema.size(),
                        null);
            }
            for (int i = version; i < schema.size(); i++) {
                execute(schema.get(i));
            }
            execute("PRAGMA user_version = " + schema.size());
        });
    }

    private void execute(String statements) {
        try (Statement statement = connection.createStatement()) {
            for (String each : statements.split(";", -1)) {
                if (!each.isBlank()) {
                    statement.execute(each);
                }
            }
        } catch (SQLException e) {
            throw new DatabaseFailed(statements, e);
        }
    }

    /** Reads one row. */
    @FunctionalInterface
    public interface Row<T> {
        /** The value of the row that {@code rows} stands on. */
        T read(ResultSet rows) throws SQLException;
    }
}
