package org.pcm.participant.resource.process;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Who may run an attempt: a symbolic link that only one process can make. A launcher that made it
 * says in it who it is; an agent that makes it before any launcher did has given the attempt up,
 * and no launcher will run it any more.
 *
 * @param pid the launcher's process id; 0 for an agent
 * @param born its start time in clock ticks since boot
 * @param boot the boot it lives in
 */
record Claim(long pid, long born, String boot) {

    private static final String FILE = "claim";
    private static final Path BOOT = Path.of("/proc/sys/kernel/random/boot_id");
    private static final int STATE = 0;
    private static final int BORN = 19;

    /** The claim on the attempt in {@code folder}, if there is one. */
    static Optional<Claim> read(Path folder) throws IOException {
        try {
            String[] words = Files.readSymbolicLink(folder.resolve(FILE)).toString().split(" ", -1);
            return Optional.of(
                    words.length == 3
                            ? new Claim(
                                    Long.parseLong(words[0]), Long.parseLong(words[1]), words[2])
                            : new Claim(0, 0, ""));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        }
    }

    /** Gives the attempt up, unless a launcher has it; true when no launcher ever will. */
    static boolean giveUp(Path folder) throws IOException {
        try {
            Files.createSymbolicLink(folder.resolve(FILE), Path.of("lost"));
            return true;
        } catch (FileAlreadyExistsException e) {
            return false;
        }
    }

    /** Whether this very launcher lives: the same boot, id and start time, and no zombie. */
    boolean isAlive() throws IOException {
        if (pid == 0 || !Files.readString(BOOT).strip().equals(boot)) {
            return false;
        }
        try {
            String stat = Files.readString(Path.of("/proc", Long.toString(pid), "stat"));
            String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
            return Long.parseLong(fields[BORN]) == born
                    && !fields[STATE].equals("Z")
                    && !fields[STATE].equals("X");
        } catch (IOException e) {
            return false;
        }
    }
}
