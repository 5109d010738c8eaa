package org.pcm.cli.demo;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** Cuts a text into parts of about the same size, at line ends. */
final class Parts {
    private Parts() {}

    /** Writes the parts into {@code folder}; together, in order, they are the text. */
    static List<Path> cut(Path text, int count, Path folder) throws IOException {
        byte[] bytes = Files.readAllBytes(text);
        Files.createDirectories(folder);
        List<Path> parts = new ArrayList<>();
        int from = 0;
        for (int i = 1; i <= count; i++) {
            int to =
                    i == count
                            ? bytes.length
                            : lineEnd(bytes, (int) ((long) bytes.length * i / count));
            Path part = folder.resolve(String.format(Locale.ROOT, "part-%03d.txt", i - 1));
            parts.add(Files.write(part, Arrays.copyOfRange(bytes, from, to)));
            from = to;
        }
        return parts;
    }

    private static int lineEnd(byte[] bytes, int from) {
        int at = from;
        while (at < bytes.length && bytes[at - 1] != '\n') {
            at++;
        }
        return at;
    }
}
