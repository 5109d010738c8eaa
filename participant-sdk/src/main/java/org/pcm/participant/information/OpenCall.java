package org.pcm.participant.information;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * A call for participation that everybody in the registry is asked to answer (P2).
 *
 * @param until how long replies are taken, milliseconds since 1970, by the cooperation's clock
 * @param coordinator who calls
 * @param tier the caller's tier
 * @param proposal the number of the proposal that stands, which the coordinator may change
 * @param terms what it says, as docs/protocol.md §6 writes it, defaults included
 */
public record OpenCall(
        String cooperation,
        long until,
        String coordinator,
        String tier,
        long proposal,
        JsonNode terms) {}
