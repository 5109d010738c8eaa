package org.pcm.gateway.information.signature;

import org.pcm.cooperation.json.Json;

/**
 * Receipts: the gateway's signed word when a submission came, with which its sender can prove later
 * that it was held back.
 */
public final class Receipts {
    private static final String TYPE = "pcm-receipt";

    private final SigningKey key;

    public Receipts(SigningKey key) {
        this.key = key;
    }

    /** A receipt for the submission {@code id}. */
    public String of(String id, long receivedMillis) {
        return key.jws(
                TYPE,
                Json.write(to -> {
                    to.writeStartObject();
                    to.writeStringField("id", id);
                    to.writeNumberField("received", receivedMillis);
                    to.writeEndObject();
                }));
    }
}
