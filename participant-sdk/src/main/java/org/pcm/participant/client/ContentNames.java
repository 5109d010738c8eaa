package org.pcm.participant.client;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.pcm.participant.information.ContentRef;
import org.pcm.participant.information.ContentSink;
import org.pcm.participant.information.Digest;

/** Stores nothing: says only by what names content would be stored. */
final class ContentNames implements ContentSink {

    @Override
    public ContentRef put(byte[] content) {
        return ContentRef.of(content);
    }

    @Override
    public ContentRef put(Path file) {
        try {
            return new ContentRef(Digest.sha256(file), Files.size(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public boolean has(Digest digest) {
        return true;
    }
}
