package org.pcm.bench;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Where something was measured.
 *
 * @param processor what the system calls it; empty where it does not tell
 */
public record Machine(int cores, long memoryMib, String processor, String jdk, String os) {
    private static final Path CPU_INFO = Path.of("/proc/cpuinfo");

    /** This machine. */
    public static Machine here() {
        return new Machine(
                Runtime.getRuntime().availableProcessors(),
                totalMemoryMib(),
                processorName(),
                property("java.vm.vendor") + " " + Runtime.version(),
                property("os.name") + " " + property("os.version") + " " + property("os.arch"));
    }

    private static String property(String name) {
        return System.getProperty(name, "");
    }

    private static long totalMemoryMib() {
        return ManagementFactory.getOperatingSystemMXBean()
                        instanceof com.sun.management.OperatingSystemMXBean os
                ? os.getTotalMemorySize() >> 20
                : 0;
    }

    private static String processorName() {
        try (var lines = Files.lines(CPU_INFO)) {
            return lines.filter(line -> line.startsWith("model name"))
                    .map(line -> line.substring(line.indexOf(':') + 1).strip())
                    .findFirst()
                    .orElse("");
        } catch (IOException e) {
            return "";
        }
    }
}
