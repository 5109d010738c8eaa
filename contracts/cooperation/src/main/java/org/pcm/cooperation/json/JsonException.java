package org.pcm.cooperation.json;

/** JSON that is not well formed, or not of the shape asked for; the message says where and why. */
public final class JsonException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public JsonException(String message) {
        super(message, null, false, false);
    }
}
