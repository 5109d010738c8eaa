package org.pcm.gateway.information.fabric;

import java.util.stream.Collectors;
import org.hyperledger.fabric.client.GatewayException;

/** A gateway peer's failures as sentences. */
final class Failures {
    private Failures() {}

    /** What the organisations said, or else the peer. */
    static String why(GatewayException e) {
        String details =
                e.getDetails().stream()
                        .map(detail -> detail.getMspId() + ": " + detail.getMessage())
                        .collect(Collectors.joining("; "));
        return details.isEmpty() ? String.valueOf(e.getStatus()) : details;
    }
}
