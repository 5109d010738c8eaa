package org.pcm.bench.measure;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

/**
 * How much CPU time a virtual machine's host has given to others so far, of all there was: figures
 * measured while much was stolen are too low.
 *
 * @param ticks stolen
 * @param of in all
 */
public record Stolen(long ticks, long of) {
    private static final Path STAT = Path.of("/proc/stat");

    /** The steal column of Linux's first line, behind the word {@code cpu}. */
    private static final int STEAL = 8;

    /** Since this machine started; nothing where the system does not tell. */
    public static Stolen now() {
        try (var lines = Files.lines(STAT)) {
            return lines.findFirst().map(Stolen::read).orElse(new Stolen(0, 0));
        } catch (IOException e) {
            return new Stolen(0, 0);
        }
    }

    static Stolen read(String line) {
        String[] words = line.trim().split("\\s+");
        if (words.length <= STEAL) {
            return new Stolen(0, 0);
        }
        long all = Arrays.stream(words, 1, STEAL + 1).mapToLong(Long::parseLong).sum();
        return new Stolen(Long.parseLong(words[STEAL]), all);
    }

    /** In percent, since {@code before}. */
    public double percentSince(Stolen before) {
        return of == before.of ? 0 : 100.0 * (ticks - before.ticks) / (of - before.of);
    }
}
