package org.pcm.participant.information;

import com.fasterxml.jackson.databind.node.ObjectNode;
import org.pcm.participant.json.Json;
import org.pcm.participant.json.JsonObject;

/**
 * A piece of content in the content store.
 *
 * @param digest its name
 * @param bytes its length
 */
public record ContentRef(Digest digest, long bytes) {

    /** Most bytes of one piece of content. */
    public static final long MAX_BYTES = 64L << 20;

    /** The reference to bytes at hand. */
    public static ContentRef of(byte[] content) {
        return new ContentRef(Digest.sha256(content), content.length);
    }

    /** Reads {@code sha256} and {@code bytes} out of an object that may hold more. */
    public static ContentRef readInto(JsonObject from) {
        try {
            return new ContentRef(
                    new Digest(from.text("sha256")), from.number("bytes", 0, MAX_BYTES));
        } catch (IllegalArgumentException e) {
            throw from.wrong("sha256", "must be a SHA-256 in hex");
        }
    }

    ObjectNode toJson() {
        return Json.object().put("sha256", digest.hex()).put("bytes", bytes);
    }
}
