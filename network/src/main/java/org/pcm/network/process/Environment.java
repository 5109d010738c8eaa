package org.pcm.network.process;

import java.util.List;
import java.util.Map;

/**
 * The variables a program is given: ours, and of this process's own those that do not set up
 * Fabric, because Fabric's programs would let them override what their files say.
 */
final class Environment {
    private static final List<String> FABRIC =
            List.of("CORE_", "ORDERER_", "FABRIC_", "CHAINCODE_", "CONFIGTX_", "OSNADMIN_");

    private Environment() {}

    static void set(ProcessBuilder builder, Map<String, String> ours) {
        Map<String, String> environment = builder.environment();
        environment.keySet().removeIf(name -> FABRIC.stream().anyMatch(name::startsWith));
        environment.putAll(ours);
    }
}
