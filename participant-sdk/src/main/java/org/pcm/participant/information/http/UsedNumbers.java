package org.pcm.participant.information.http;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Optional;
import org.pcm.participant.identity.Identity;
import org.pcm.participant.information.LaneKey;

/** Asks the ledger which sequence number a key has used last in a lane. */
final class UsedNumbers {

    private final Gateways gateways;
    private final Identity identity;

    UsedNumbers(Gateways gateways, Identity identity) {
        this.gateways = gateways;
        this.identity = identity;
    }

    /** The last number used; 0 for a key that the lane does not know. */
    long last(String lane) {
        return identity.name()
                .flatMap(name -> entry(lane, name))
                .map(entry -> entry.path("sequence"))
                .map(sequence -> sequence.isObject() ? sequence.path(identity.kid()) : sequence)
                .map(number -> number.asLong(0))
                .orElse(0L);
    }

    private Optional<JsonNode> entry(String lane, String name) {
        return lane.equals(LaneKey.REGISTRY)
                ? gateways.find("/v1/participants/" + name)
                : gateways.find("/v1/cooperations/" + lane + "/members/" + name);
    }
}
