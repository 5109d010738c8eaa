package org.pcm.gateway.information.port;

import java.util.List;
import java.util.Optional;
import org.pcm.gateway.information.message.RunTimes;

/** What the ledger tells of earlier work. */
@FunctionalInterface
public interface History {
    /**
     * How long tasks ran that an owner submitted in jobs of this name, by their resources; empty
     * where there is no such cooperation.
     */
    Optional<List<RunTimes>> runTimes(String cooperation, String owner, String job);
}
