package org.pcm.network.process;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.pcm.network.folder.Site;

/**
 * Processes whose command was killed after it had started and before it had marked them. Each
 * carries its mark's name in its environment, so they are found, where the system has a {@code
 * /proc}, and marked late.
 */
public final class Orphans {
    private static final Path PROCESSES = Path.of("/proc");
    private static final String VARIABLE = "PCM_NETWORK_PROCESS";
    private static final int SESSION = 3;

    private Orphans() {}

    /** What a process is to have in its environment, so that it is found. */
    static void tell(ProcessBuilder builder, Path mark) {
        builder.environment().put(VARIABLE, mark.toString());
    }

    /** Marks all of a network's. */
    public static void mark(Site site) throws IOException {
        if (!Files.isDirectory(PROCESSES.resolve("self"))) {
            return;
        }
        List<Path> all;
        try (Stream<Path> entries = Files.list(PROCESSES)) {
            all =
                    entries.filter(entry -> entry.getFileName().toString().matches("[0-9]+"))
                            .toList();
        }
        for (Path process : all) {
            Optional<MarkedProcess> known = process(process, site);
            if (known.isPresent() && known.get().pid().isEmpty()) {
                long pid = Long.parseLong(process.getFileName().toString());
                Optional<ProcessMark> mark = ProcessMark.of(pid);
                if (mark.isPresent()) {
                    mark.get().write(known.get().mark());
                }
            }
        }
    }

    /** Which of the network's processes it is; not one of the helpers that those start. */
    private static Optional<MarkedProcess> process(Path process, Site site) {
        String begin = VARIABLE + "=" + site.running() + "/";
        try {
            String environment =
                    Files.readString(process.resolve("environ"), StandardCharsets.ISO_8859_1);
            String wanted =
                    new String(begin.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
            for (String variable : environment.split("\0", -1)) {
                if (variable.startsWith(wanted) && leadsItsSession(process)) {
                    return Optional.of(MarkedProcess.of(site, variable.substring(wanted.length())));
                }
            }
        } catch (IOException e) {
            return Optional.empty(); // it has ended, or is somebody else's
        }
        return Optional.empty();
    }

    private static boolean leadsItsSession(Path process) throws IOException {
        String line = Files.readString(process.resolve("stat"), StandardCharsets.ISO_8859_1);
        String[] fields = line.substring(line.lastIndexOf(')') + 2).split(" ", -1);
        return fields[SESSION].equals(process.getFileName().toString());
    }
}
