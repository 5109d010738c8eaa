package org.pcm.participant.client;

import java.nio.file.Path;
import java.util.Optional;

/**
 * One thing that a job runs a task for.
 *
 * @param text what stands in for {@code {}}: a file's name or a number
 * @param file the file, which becomes an input under its name
 */
record Item(String text, Optional<Path> file) {

    /** {@code template} with this item in place of every {@code {}}. */
    String in(String template) {
        return template.replace("{}", text);
    }
}
