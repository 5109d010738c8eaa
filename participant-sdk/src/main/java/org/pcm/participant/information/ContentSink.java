package org.pcm.participant.information;

import java.nio.file.Path;

/** Where content is put; each piece is named by its SHA-256. */
public interface ContentSink {

    /** Stores bytes, durably; storing the same again is harmless. */
    ContentRef put(byte[] content);

    /** Stores a file's content, durably. */
    ContentRef put(Path file);

    /** Whether it is there and may be read. */
    boolean has(Digest digest);
}
