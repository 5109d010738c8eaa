package org.pcm.network.process;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * How a process is started.
 *
 * @param environment besides what this process has itself
 * @param folder where it runs
 * @param ports where it will listen; checked before it starts, since a program that finds its port
 *     taken says so less clearly
 */
public record Launch(
        List<String> command, Map<String, String> environment, Path folder, List<Integer> ports) {
    public Launch {
        command = List.copyOf(command);
        environment = Map.copyOf(environment);
        ports = List.copyOf(ports);
    }
}
