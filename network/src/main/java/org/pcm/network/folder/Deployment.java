package org.pcm.network.folder;

import java.util.List;
import java.util.Map;

/**
 * A chaincode as it was last committed on the channel.
 *
 * @param command what each organisation runs
 * @param environment further variables for it
 * @param sequence counts definitions, from 1
 * @param firstPort the first organisation's; the others' follow
 */
public record Deployment(
        String name,
        String version,
        List<String> command,
        Map<String, String> environment,
        int sequence,
        int firstPort) {
    public Deployment {
        command = List.copyOf(command);
        environment = Map.copyOf(environment);
    }

    /** The same, run in another way. */
    public Deployment runBy(List<String> newCommand, Map<String, String> newEnvironment) {
        return new Deployment(name, version, newCommand, newEnvironment, sequence, firstPort);
    }

    /** Names its packages. */
    public String label() {
        return name + "-" + version + "-" + sequence;
    }

    /** Where an organisation's process listens. */
    public int port(int organisation) {
        return firstPort + organisation - 1;
    }
}
