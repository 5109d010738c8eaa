package org.pcm.participant.resource.process;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/**
 * The link in which the first to stop an attempt says why; a launcher that finds it before it
 * started anything stops at once.
 */
final class Why {

    private Why() {}

    static void cancelled(Path folder) throws IOException {
        try {
            Files.createSymbolicLink(folder.resolve("why"), Path.of("cancelled"));
        } catch (FileAlreadyExistsException | NoSuchFileException e) {
            // Somebody has stopped it before and said why, or nothing is left of it.
        }
    }
}
