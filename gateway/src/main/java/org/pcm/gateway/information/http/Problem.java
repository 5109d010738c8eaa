package org.pcm.gateway.information.http;

import org.pcm.cooperation.json.Json;
import org.pcm.gateway.information.door.DoorCode;

/**
 * Why a request was not answered as asked (RFC 9457).
 *
 * @param status HTTP status
 * @param code stable, for programs
 * @param why a sentence, for people
 */
public record Problem(int status, String code, String why) {
    /** What a problem document calls itself. */
    public static final String CONTENT_TYPE = "application/problem+json";

    private static final String TYPE_PREFIX = "urn:pcm:problem:";

    static Problem of(DoorCode code, String why) {
        return new Problem(code.status(), code.wire(), why);
    }

    /** The document. */
    byte[] toJson() {
        return Json.write(to -> {
            to.writeStartObject();
            to.writeStringField("type", TYPE_PREFIX + code);
            to.writeStringField("title", code);
            to.writeNumberField("status", status);
            to.writeStringField("detail", why);
            to.writeStringField("code", code);
            to.writeEndObject();
        });
    }
}
