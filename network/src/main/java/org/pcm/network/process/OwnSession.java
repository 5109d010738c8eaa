package org.pcm.network.process;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * What goes before a command so that it is in no terminal's hands: Ctrl-C and a closed window are
 * meant for the command that started it. Where {@code setsid} is missing, {@code nohup} at least
 * survives the window.
 */
final class OwnSession {
    private OwnSession() {}

    static List<String> prefix() {
        return List.of(isOnPath("setsid") ? "setsid" : "nohup");
    }

    private static boolean isOnPath(String program) {
        String path = System.getenv("PATH");
        if (path == null) {
            return false;
        }
        for (String folder : path.split(File.pathSeparator, -1)) {
            if (Files.isExecutable(Path.of(folder, program))) {
                return true;
            }
        }
        return false;
    }
}
