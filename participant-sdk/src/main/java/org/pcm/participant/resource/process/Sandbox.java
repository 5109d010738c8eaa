package org.pcm.participant.resource.process;

import java.nio.file.Path;
import java.util.Map;

/** How strictly a host keeps tasks apart from itself. */
public sealed interface Sandbox {

    /**
     * Own namespaces through bubblewrap, limits through control groups. There is no filter of
     * system calls: hostile tenants belong in a virtual machine.
     *
     * @param bwrap the program
     */
    record Bubblewrap(String bwrap, ControlGroups groups) implements Sandbox {}

    /**
     * Nothing: a task can read and change what the agent can. Only the time limit and a watch over
     * memory hold.
     */
    record None() implements Sandbox {}

    /**
     * Where control groups for attempts are made, and how they are limited.
     *
     * @param parents by controller ({@code memory}, {@code pids}, {@code cpu}), the folder that
     *     holds an attempt's group; in version 2 one folder for all
     */
    record ControlGroups(int version, Map<String, Path> parents) {

        /** Copies what it is given. */
        public ControlGroups {
            parents = Map.copyOf(parents);
        }
    }
}
