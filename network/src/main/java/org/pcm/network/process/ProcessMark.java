package org.pcm.network.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A process as it can be known again later: its id alone may meanwhile be another's.
 *
 * @param begun when it began, in whatever way the system counts that exactly
 */
record ProcessMark(long pid, String begun) {
    private static final int STATE = 0;
    private static final int START_TICKS = 19;

    /** A process that runs now; empty when it has ended. */
    static Optional<ProcessMark> of(long pid) {
        return begin(pid).map(begun -> new ProcessMark(pid, begun));
    }

    /** What was written to a file; empty when there is none, or it was cut short. */
    static Optional<ProcessMark> read(Path file) throws IOException {
        try {
            List<String> words = List.of(Files.readString(file).strip().split(" "));
            return words.size() == 2
                    ? Optional.of(new ProcessMark(Long.parseLong(words.get(0)), words.get(1)))
                    : Optional.empty();
        } catch (NoSuchFileException | NumberFormatException e) {
            return Optional.empty();
        }
    }

    void write(Path file) throws IOException {
        Path draft = file.resolveSibling(file.getFileName() + ".draft");
        Files.writeString(draft, pid + " " + begun + "\n");
        Files.move(
                draft, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    /** Whether that very process still runs. */
    boolean runs() {
        return begin(pid).filter(begun::equals).isPresent();
    }

    private static Optional<String> begin(long pid) {
        return Files.isDirectory(Path.of("/proc/self")) ? fromProc(pid) : fromHandle(pid);
    }

    /**
     * Linux counts in ticks since it was started, which no change of the clock moves. The name in
     * the line may hold anything, so it is read from behind it. A process that has ended and was
     * not yet asked for its exit code (a zombie) runs no more.
     */
    private static Optional<String> fromProc(long pid) {
        try {
            String line = Files.readString(Path.of("/proc/" + pid + "/stat"));
            String[] fields = line.substring(line.lastIndexOf(')') + 2).split(" ", -1);
            boolean ended = fields[STATE].equals("Z") || fields[STATE].equals("X");
            return ended ? Optional.empty() : Optional.of(fields[START_TICKS]);
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    private static Optional<String> fromHandle(long pid) {
        return ProcessHandle.of(pid)
                .filter(ProcessHandle::isAlive)
                .flatMap(handle -> handle.info().startInstant())
                .map(Instant::toString);
    }
}
