package org.pcm.participant.information;

import java.nio.file.Path;

/**
 * Port to the content store. Every piece is named by its SHA-256, so what comes back is either
 * right or refused.
 */
public interface Content {

    /** Stores bytes, durably; storing the same again is harmless. */
    ContentRef put(byte[] content);

    /** Stores a file's content, durably. */
    ContentRef put(Path file);

    /** Whether it is there and may be read. */
    boolean has(Digest digest);

    /**
     * Fetches small content, such as a document; {@link PcmException} when it cannot be had or is
     * not what its name says.
     */
    byte[] get(Digest digest);

    /** Fetches content into a new file, which appears only once its digest is checked. */
    void get(Digest digest, Path target);
}
