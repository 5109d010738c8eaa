package org.pcm.gateway.information.message;

/**
 * A submission that passed the door: what the business plane turns into an event (B2).
 *
 * @param id {@code b64} of the SHA-256 of its signing input
 * @param lane the cooperation, or {@code registry}
 * @param kid the signing key's id
 * @param sequence its number for this lane and key
 * @param tasks how many tasks its commands name, for the size of a batch
 * @param jws the submission as it came
 * @param receivedMillis the gateway's clock when it came, as the receipt says
 */
public record Arrival(
        String id,
        String lane,
        String kid,
        long sequence,
        int tasks,
        String jws,
        long receivedMillis) {}
