package org.pcm.bench.measure;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What processes hold in memory, by their names; those that the system tells nothing of are left
 * out.
 *
 * @param residentMib what the system has given them
 * @param liveMib of other Java processes, what is left of their heap once all garbage is collected
 */
public record Memory(Map<String, Long> residentMib, Map<String, Long> liveMib) {
    private static final int KIB_PER_MIB = 1_024;
    private static final int MIB_SHIFT = 20;
    private static final Pattern RESIDENT = Pattern.compile("(?m)^VmRSS:\\s+(\\d+) kB$");
    private static final Pattern LIVE = Pattern.compile("(?m)^Total\\s+\\d+\\s+(\\d+)\\s*$");

    /** Copies the maps. */
    public Memory {
        residentMib = Map.copyOf(residentMib);
        liveMib = Map.copyOf(liveMib);
    }

    /**
     * Asks the system, and has every Java process collect its garbage, which stops it for a moment.
     */
    public static Memory of(Map<String, Long> pids) throws IOException, InterruptedException {
        Map<String, Long> resident = new TreeMap<>();
        Map<String, Long> live = new TreeMap<>();
        for (var each : pids.entrySet()) {
            long pid = each.getValue();
            if (isJava(pid) && pid != ProcessHandle.current().pid()) {
                live(pid).ifPresent(mib -> live.put(each.getKey(), mib));
            }
            resident(pid).ifPresent(mib -> resident.put(each.getKey(), mib));
        }
        return new Memory(resident, live);
    }

    private static boolean isJava(long pid) {
        return ProcessHandle.of(pid)
                .flatMap(process -> process.info().command())
                .filter(command -> Path.of(command).endsWith("java"))
                .isPresent();
    }

    private static OptionalLong resident(long pid) {
        try {
            return resident(Files.readString(Path.of("/proc", Long.toString(pid), "status")));
        } catch (IOException e) {
            return OptionalLong.empty(); // it has ended, or this is no Linux
        }
    }

    /** From a process's status, in MiB. */
    static OptionalLong resident(String status) {
        Matcher line = RESIDENT.matcher(status);
        return line.find()
                ? OptionalLong.of(Long.parseLong(line.group(1)) / KIB_PER_MIB)
                : OptionalLong.empty();
    }

    private static OptionalLong live(long pid) throws IOException, InterruptedException {
        Path jcmd = Path.of(System.getProperty("java.home"), "bin", "jcmd");
        if (!Files.isExecutable(jcmd)) {
            return OptionalLong.empty(); // a Java without tools
        }
        Process process =
                new ProcessBuilder(jcmd.toString(), Long.toString(pid), "GC.class_histogram")
                        .redirectErrorStream(true)
                        .start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        process.waitFor();
        return live(said);
    }

    /** From a histogram of the heap's classes, in MiB. */
    static OptionalLong live(String histogram) {
        Matcher line = LIVE.matcher(histogram);
        return line.find()
                ? OptionalLong.of(Long.parseLong(line.group(1)) >> MIB_SHIFT)
                : OptionalLong.empty();
    }
}
