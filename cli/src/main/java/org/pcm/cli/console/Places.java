package org.pcm.cli.console;

import java.nio.file.Path;

/**
 * Where pcm keeps what it is not told a place for: {@code PCM_HOME}, else {@code .pcm} in the
 * current folder.
 */
public final class Places {
    private Places() {}

    /** A file or folder there. */
    public static Path of(String name) {
        String home = System.getenv("PCM_HOME");
        return Path.of(home == null || home.isBlank() ? ".pcm" : home).resolve(name);
    }
}
