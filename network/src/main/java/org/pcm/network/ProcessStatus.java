package org.pcm.network;

import java.util.Optional;
import java.util.OptionalLong;

/**
 * How one process is.
 *
 * @param pid empty when it does not run
 * @param height how many blocks it has; empty for chaincodes, and where it does not say
 * @param problem why it is not well; empty when it is
 */
public record ProcessStatus(
        String name, OptionalLong pid, OptionalLong height, Optional<String> problem) {}
