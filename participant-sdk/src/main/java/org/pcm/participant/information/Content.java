package org.pcm.participant.information;

import java.nio.file.Path;

/**
 * Port to the content store. Every piece is named by its SHA-256, so what comes back is either
 * right or refused.
 */
public interface Content extends ContentSink {

    /**
     * Fetches small content, such as a document; {@link PcmException} when it cannot be had or is
     * not what its name says.
     */
    byte[] get(Digest digest);

    /** Fetches content into a new file, which appears only once its digest is checked. */
    void get(Digest digest, Path target);
}
