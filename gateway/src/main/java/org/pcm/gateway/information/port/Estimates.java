package org.pcm.gateway.information.port;

import java.util.List;
import java.util.Optional;
import org.pcm.gateway.information.message.Estimate;

/** Proposes how long tasks will take. */
@FunctionalInterface
public interface Estimates {
    /**
     * For tasks of an owner's jobs of this name, one proposal for each kind of resources known well
     * enough; empty where there is no such cooperation.
     */
    Optional<List<Estimate>> of(String cooperation, String owner, String job);
}
