package org.pcm.participant.resource;

import java.nio.file.Path;
import java.util.List;
import org.pcm.participant.information.RelativePath;

/**
 * What an ended attempt left behind.
 *
 * @param stdout the beginning of what it said
 * @param stderr the beginning of what it complained about
 * @param outputs the declared outputs that exist
 * @param complete whether all declared outputs exist
 */
public record Evidence(Path stdout, Path stderr, List<Output> outputs, boolean complete) {

    /**
     * A declared output.
     *
     * @param path its declared path
     * @param file where it lies
     */
    public record Output(RelativePath path, Path file) {}

    /** Copies what it is given. */
    public Evidence {
        outputs = List.copyOf(outputs);
    }
}
