package org.pcm.participant.resource.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;
import org.pcm.participant.information.EndReason;
import org.pcm.participant.resource.Ending;

/** Reads what the launcher wrote at the end: {@code EXITCODE REASON STARTED ENDED}. */
final class EndFile {

    private EndFile() {}

    static Optional<Ending> read(Path folder) throws IOException {
        try {
            return Optional.of(parse(Files.readString(folder.resolve("end"))));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        }
    }

    static Ending parse(String text) {
        String[] words = text.strip().split(" ", -1);
        EndReason reason = EndReason.find(words[1]).orElse(EndReason.LOST);
        return new Ending(
                Integer.parseInt(words[0]),
                reason,
                Long.parseLong(words[2]),
                Long.parseLong(words[3]));
    }
}
