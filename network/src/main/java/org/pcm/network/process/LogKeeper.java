package org.pcm.network.process;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.pcm.network.folder.Site;

/**
 * Keeps logs small: a shell loop of its own that looks at them now and then, copies one that has
 * grown too large to {@code NAME.log.1} and empties it. Processes append to their logs, so they
 * write on at the start; what they write between copy and cut is lost. Nothing depends on the loop:
 * where it has died, logs grow until the next {@code up}.
 */
public final class LogKeeper {
    private static final long MAX_BYTES = 10L << 20;
    private static final int EVERY_SECONDS = 20;
    private static final String LOOP =
            """
            while [ -d "$1" ]; do
              for log in "$1"/*.log; do
                if [ -f "$log" ] && [ "$(wc -c <"$log")" -gt "$2" ]; then
                  cp "$log" "$log.1" && : >"$log"
                fi
              done
              sleep "$3"
            done
            """;

    private LogKeeper() {}

    /** The process that looks after a network's logs. */
    public static NetworkProcess of(Site site) {
        return of(site, MAX_BYTES, EVERY_SECONDS);
    }

    static NetworkProcess of(Site site, long maxBytes, int everySeconds) {
        return new NetworkProcess(
                "logkeeper", site, launch(site.logs(), site.root(), maxBytes, everySeconds));
    }

    private static Launch launch(Path logs, Path folder, long maxBytes, int everySeconds) {
        List<String> command =
                List.of(
                        "sh",
                        "-c",
                        LOOP,
                        "logkeeper",
                        logs.toString(),
                        "" + maxBytes,
                        "" + everySeconds);
        return new Launch(command, Map.of(), folder, List.of());
    }
}
