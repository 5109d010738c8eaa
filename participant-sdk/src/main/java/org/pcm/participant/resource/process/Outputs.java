package org.pcm.participant.resource.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Optional;
import org.pcm.participant.information.RelativePath;

/**
 * Finds declared outputs. A link never counts, so that no task can have the agent hand out a file
 * of the host.
 */
final class Outputs {

    private Outputs() {}

    static Optional<Path> find(Path box, RelativePath path) throws IOException {
        Path file = path.in(box);
        if (!Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS) || !Files.isReadable(file)) {
            return Optional.empty();
        }
        Path expected = path.in(box.toRealPath());
        return file.toRealPath().equals(expected) ? Optional.of(file) : Optional.empty();
    }
}
