package org.pcm.participant.resource.process;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.pcm.participant.information.Digest;
import org.pcm.participant.information.TaskDocument;
import org.pcm.participant.resource.Work;
import org.pcm.participant.resource.process.Sandbox.ControlGroups;

/** The text of {@code plan.sh}: a neutral task in the launcher's language. Pure. */
final class Plan {

    /** Bytes of stdout, and of stderr, that are kept. */
    static final long KEPT_BYTES = 1 << 20;

    /** A task that asks for less memory gets this much, since no process starts with none. */
    static final long LEAST_MEMORY_MIB = 16;

    private static final int PROCESSES_MAX = 512;
    private static final long CPU_PERIOD_MICROS = 100_000;
    private static final String NOBODY = "65534";
    private static final List<String> SYSTEM =
            List.of(
                    "/usr",
                    "/bin",
                    "/sbin",
                    "/lib",
                    "/lib64",
                    "/etc/alternatives",
                    "/etc/ld.so.cache",
                    "/etc/localtime");

    private Plan() {}

    static String text(Work work, Sandbox sandbox) {
        TaskDocument task = work.task();
        String name = nameOnHost(work);
        long memoryMib = Math.max(LEAST_MEMORY_MIB, task.kind().needs().memoryMib());
        return switch (sandbox) {
            case Sandbox.Bubblewrap(String bwrap, ControlGroups groups) -> {
                Map<Path, String> limits = limits(groups, name, task, memoryMib);
                yield plan(task, 0, groups(groups, name), limits, "", sandboxed(bwrap, work));
            }
            case Sandbox.None() ->
                    plan(task, memoryMib * 1_024, List.of(), Map.of(), name, bare(work, name));
        };
    }

    /** The attempt's name among all agents of this host, which may serve different ledgers. */
    static String nameOnHost(Work work) {
        byte[] folder = work.folder().toString().getBytes(StandardCharsets.UTF_8);
        return work.attempt().fileName() + "-" + Digest.sha256(folder).hex().substring(0, 8);
    }

    private static String plan(
            TaskDocument task,
            long memoryKib,
            List<String> groups,
            Map<Path, String> limits,
            String mark,
            List<String> command) {
        StringBuilder text = new StringBuilder();
        text.append("limitCentis=")
                .append(Math.max(1, task.kind().limitMillis() / 10))
                .append('\n');
        text.append("memoryKib=").append(memoryKib).append('\n');
        text.append("keptBytes=").append(KEPT_BYTES).append('\n');
        text.append("groups=").append(ShellText.quote(String.join(" ", groups))).append('\n');
        text.append("mark=").append(ShellText.quote(mark)).append('\n');
        text.append("limits() {\n    :\n");
        limits.forEach((file, value) ->
                text.append("    echo ")
                        .append(value)
                        .append(" > ")
                        .append(ShellText.quote(file.toString()))
                        .append(" || return 1\n"));
        text.append("}\ntask() {\n    exec setsid ")
                .append(ShellText.line(command))
                .append("\n}\n");
        return text.toString();
    }

    private static List<String> bare(Work work, String mark) {
        List<String> command = new ArrayList<>(List.of("env", "-i"));
        environment(work, work.box().toString())
                .forEach((name, value) -> command.add(name + "=" + value));
        command.add("PCM_ATTEMPT=" + mark);
        command.addAll(work.task().command());
        return command;
    }

    private static List<String> sandboxed(String bwrap, Work work) {
        List<String> command = new ArrayList<>(List.of(bwrap));
        for (String path : SYSTEM) {
            command.addAll(List.of("--ro-bind-try", path, path));
        }
        command.addAll(List.of("--proc", "/proc", "--dev", "/dev", "--tmpfs", "/tmp"));
        command.addAll(List.of("--bind", work.box().toString(), "/work", "--chdir", "/work"));
        command.addAll(List.of("--unshare-all", "--die-with-parent", "--new-session"));
        command.addAll(
                List.of("--uid", NOBODY, "--gid", NOBODY, "--cap-drop", "ALL", "--clearenv"));
        environment(work, "/work")
                .forEach((name, value) -> command.addAll(List.of("--setenv", name, value)));
        command.add("--");
        command.addAll(work.task().command());
        return command;
    }

    private static Map<String, String> environment(Work work, String home) {
        Map<String, String> environment = new TreeMap<>();
        environment.put("PATH", "/usr/local/bin:/usr/bin:/bin");
        environment.put("HOME", home);
        environment.put("LANG", "C.UTF-8");
        environment.putAll(work.task().environment());
        return environment;
    }

    private static List<String> groups(ControlGroups groups, String name) {
        return groups.parents().values().stream()
                .distinct()
                .sorted()
                .map(p -> p.resolve(name).toString())
                .toList();
    }

    private static Map<Path, String> limits(
            ControlGroups groups, String name, TaskDocument task, long memoryMib) {
        String memory = Long.toString(memoryMib << 20);
        long quota = Math.max(1_000, task.kind().needs().milliCpu() * CPU_PERIOD_MICROS / 1_000);
        Map<Path, String> limits = new LinkedHashMap<>();
        if (groups.version() == 2) {
            limits.put(file(groups, "memory", name, "memory.max"), memory);
            limits.put(file(groups, "memory", name, "memory.swap.max"), "0");
            limits.put(file(groups, "cpu", name, "cpu.max"), quota + " " + CPU_PERIOD_MICROS);
        } else {
            limits.put(file(groups, "memory", name, "memory.limit_in_bytes"), memory);
            limits.put(file(groups, "cpu", name, "cpu.cfs_quota_us"), Long.toString(quota));
        }
        limits.put(file(groups, "pids", name, "pids.max"), Integer.toString(PROCESSES_MAX));
        return limits;
    }

    private static Path file(ControlGroups groups, String controller, String name, String file) {
        Path parent = groups.parents().get(controller);
        if (parent == null) {
            throw new IllegalArgumentException("no control group for " + controller);
        }
        return parent.resolve(name).resolve(file);
    }
}
