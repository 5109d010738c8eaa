package org.pcm.participant.control;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.pcm.participant.information.Content;
import org.pcm.participant.information.ContentRef;
import org.pcm.participant.information.Digest;
import org.pcm.participant.information.PcmException;

/** A content store in memory, which remembers what was asked for. */
final class HeldContent implements Content {

    final List<Digest> asked = new ArrayList<>();
    private final Map<Digest, byte[]> held = new ConcurrentHashMap<>();

    @Override
    public ContentRef put(byte[] content) {
        ContentRef ref = ContentRef.of(content);
        held.put(ref.digest(), content);
        return ref;
    }

    @Override
    public ContentRef put(Path file) {
        try {
            return put(Files.readAllBytes(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public boolean has(Digest digest) {
        return held.containsKey(digest);
    }

    @Override
    public synchronized byte[] get(Digest digest) {
        asked.add(digest);
        byte[] content = held.get(digest);
        if (content == null) {
            throw new PcmException.Refused("NotFound", "there is no " + digest.hex());
        }
        return content;
    }

    @Override
    public void get(Digest digest, Path target) {
        try {
            Files.write(target, get(digest));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
