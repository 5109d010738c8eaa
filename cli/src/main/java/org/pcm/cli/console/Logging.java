package org.pcm.cli.console;

import java.util.Arrays;
import java.util.List;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * Sets how loud the programs' logs are, before the first logger exists: warnings on standard error,
 * and with {@code --verbose} what is going on as well. Java's own logging is behind all of it,
 * because Fabric's shim and gRPC use that anyway.
 */
public final class Logging {
    private static final String LINE = "%1$tF %1$tT.%1$tL%1$tz %4$s %3$s: %5$s%6$s%n";
    private static final Logger ROOT = Logger.getLogger("");

    /** Held here, since a logger that nobody holds forgets its level. */
    private static final List<Logger> QUIET =
            List.of(Logger.getLogger("io.javalin"), Logger.getLogger("org.eclipse.jetty"));

    private Logging() {}

    public static void prepare(String... arguments) {
        set("slf4j.provider", "org.slf4j.jul.JULServiceProvider");
        set("slf4j.internal.verbosity", "WARN");
        set("java.util.logging.SimpleFormatter.format", LINE);
        boolean verbose = Arrays.asList(arguments).contains(CommonOptions.VERBOSE);
        Level level = verbose ? Level.INFO : Level.WARNING;
        QUIET.forEach(logger -> logger.setLevel(Level.WARNING));
        ROOT.setLevel(level);
        for (Handler handler : ROOT.getHandlers()) {
            handler.setLevel(level);
        }
    }

    /** Has a handler told what is going on, from now on; standard error stays as it is. */
    static void addTo(Handler handler) {
        handler.setLevel(Level.INFO);
        ROOT.addHandler(handler);
        ROOT.setLevel(Level.INFO);
    }

    /** Takes a handler away again. */
    static void remove(Handler handler) {
        ROOT.removeHandler(handler);
        handler.close();
    }

    private static void set(String name, String value) {
        if (System.getProperty(name) == null) {
            System.setProperty(name, value);
        }
    }
}
