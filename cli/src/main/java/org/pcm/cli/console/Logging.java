package org.pcm.cli.console;

import java.util.Arrays;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogManager;

/**
 * Sets how loud the programs' logs are, before the first logger exists: warnings on standard error,
 * and with {@code --verbose} what is going on as well.
 */
public final class Logging {
    private static final String PREFIX = "org.slf4j.simpleLogger.";

    private Logging() {}

    public static void prepare(String... arguments) {
        boolean verbose = Arrays.asList(arguments).contains(CommonOptions.VERBOSE);
        set("defaultLogLevel", verbose ? "info" : "warn");
        set("showDateTime", "true");
        set("dateTimeFormat", "HH:mm:ss.SSS");
        set("showShortLogName", "true");
        set("log.io.javalin", "warn");
        set("log.org.eclipse.jetty", "warn");
        if (!verbose) {
            hushJavaLogging();
        }
    }

    /**
     * Fabric's shim and gRPC log through Java's own logging; the shim sets levels, not handlers.
     */
    private static void hushJavaLogging() {
        for (Handler handler : LogManager.getLogManager().getLogger("").getHandlers()) {
            handler.setLevel(Level.WARNING);
        }
    }

    private static void set(String name, String value) {
        if (System.getProperty(PREFIX + name) == null) {
            System.setProperty(PREFIX + name, value);
        }
    }
}
