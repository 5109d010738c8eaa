package org.pcm.participant.resource.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.pcm.participant.resource.process.Sandbox.ControlGroups;

/** Finds out, by trying, what this host allows. */
public final class SandboxFinder {

    private static final Path ROOT = Path.of("/sys/fs/cgroup");
    private static final List<String> CONTROLLERS = List.of("memory", "pids", "cpu");
    private static final String OWN = "pcm";
    private static final String LEAF = "pcm-agent";

    private SandboxFinder() {}

    /**
     * What was found.
     *
     * @param sandbox empty when the host has none
     * @param why in one sentence, what is missing; empty when nothing is
     */
    public record Found(Optional<Sandbox.Bubblewrap> sandbox, String why) {}

    /** Tries bubblewrap and control groups. */
    public static Found find() {
        List<String> probe =
                List.of(
                        "bwrap",
                        "--ro-bind",
                        "/",
                        "/",
                        "--unshare-all",
                        "--die-with-parent",
                        "--",
                        "true");
        if (!Processes.succeeds(probe)) {
            return new Found(
                    Optional.empty(),
                    "bubblewrap is missing or may not make namespaces (Debian: apt install bubblewrap)");
        }
        try {
            Optional<ControlGroups> groups =
                    Files.exists(ROOT.resolve("cgroup.controllers")) ? version2() : version1();
            return groups.map(g -> new Found(Optional.of(new Sandbox.Bubblewrap("bwrap", g)), ""))
                    .orElseGet(
                            () -> none("the memory, pids and cpu controllers are not all there"));
        } catch (IOException e) {
            return none(e.getMessage() == null ? e.toString() : e.getMessage());
        }
    }

    private static Found none(String why) {
        return new Found(
                Optional.empty(),
                "control groups cannot be made ("
                        + why
                        + "); run the agent as root, or under systemd-run --user --scope -p Delegate=yes");
    }

    private static Optional<ControlGroups> version1() throws IOException {
        Map<String, String> own = ownGroups();
        Map<String, Path> parents = new HashMap<>();
        for (String controller : CONTROLLERS) {
            Path mount = ROOT.resolve(controller);
            String path = own.get(controller);
            if (path == null || !Files.isDirectory(mount)) {
                return Optional.empty();
            }
            parents.put(
                    controller,
                    Files.createDirectories(mount.resolve(path.substring(1)).resolve(OWN)));
        }
        return Optional.of(new ControlGroups(1, parents));
    }

    /**
     * In version 2 a group that hands controllers on may hold no process itself, so the agent moves
     * into a leaf beside the tasks' groups; a restarted agent finds itself there already.
     */
    private static Optional<ControlGroups> version2() throws IOException {
        String own = ownGroups().getOrDefault("", "/");
        Path base = ROOT.resolve(own.replaceFirst("/" + LEAF + "$", "").replaceFirst("^/", ""));
        String controllers = Files.readString(base.resolve("cgroup.controllers"));
        if (!CONTROLLERS.stream().allMatch(controllers::contains)) {
            return Optional.empty();
        }
        Path leaf = Files.createDirectories(base.resolve(LEAF));
        Files.writeString(
                leaf.resolve("cgroup.procs"), Long.toString(ProcessHandle.current().pid()));
        Path tasks = Files.createDirectories(base.resolve(OWN));
        for (Path group : List.of(base, tasks)) {
            Files.writeString(group.resolve("cgroup.subtree_control"), "+memory +pids +cpu");
        }
        Map<String, Path> parents = new HashMap<>();
        CONTROLLERS.forEach(controller -> parents.put(controller, tasks));
        return Optional.of(new ControlGroups(2, parents));
    }

    /** This process' groups: by controller in version 1, under the empty name in version 2. */
    private static Map<String, String> ownGroups() throws IOException {
        Map<String, String> groups = new HashMap<>();
        for (String line : Files.readAllLines(Path.of("/proc/self/cgroup"))) {
            String[] parts = line.split(":", 3);
            for (String controller : parts[1].split(",", -1)) {
                groups.put(controller, parts[2]);
            }
        }
        return groups;
    }
}
