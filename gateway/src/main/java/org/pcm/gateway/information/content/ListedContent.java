package org.pcm.gateway.information.content;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.pcm.cooperation.json.Json;
import org.pcm.cooperation.json.JsonException;

/** The content that a task document or a result document lists (docs/protocol.md §8). */
final class ListedContent {
    private static final int DOCUMENT_BYTES_MAX = 1 << 18;
    private static final int LISTED_MAX = 1_024;

    private ListedContent() {}

    /** Digests in hex; none where the file is no such document. */
    static Set<String> in(Path file) throws IOException {
        if (Files.size(file) > DOCUMENT_BYTES_MAX || !startsLikeAnObject(file)) {
            return Set.of();
        }
        try {
            Set<String> listed = new LinkedHashSet<>();
            if (Json.read(Files.readAllBytes(file)) instanceof Map<?, ?> document) {
                collect(document.get("inputs"), listed);
                collect(document.get("outputs"), listed);
                collect(document.get("stdout"), listed);
                collect(document.get("stderr"), listed);
            }
            return listed.size() > LISTED_MAX ? Set.of() : listed;
        } catch (JsonException e) {
            return Set.of();
        }
    }

    private static boolean startsLikeAnObject(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            return in.read() == '{';
        }
    }

    private static void collect(@org.jspecify.annotations.Nullable Object value, Set<String> to) {
        if (value instanceof List<?> items) {
            items.forEach(item -> collect(item, to));
        } else if (value instanceof Map<?, ?> entry
                && entry.get("sha256") instanceof String sha256
                && ContentId.isOne(sha256)) {
            to.add(sha256);
        }
    }
}
