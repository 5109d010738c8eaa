package org.pcm.cli.demo;

import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Random;

/**
 * A long text in a made-up language, the same for the same seed. Its words are spread as words are
 * (Zipf): the n-th most frequent comes about 1/n as often as the first.
 */
final class Text {
    private static final int WORDS = 12_000;
    private static final int LINE_CHARS = 78;
    private static final String[] SYLLABLES = {
        "ka", "lo", "mi", "ren", "ta", "su", "vel", "o", "pri", "na", "dor", "e", "shi", "ba",
        "lum", "ga", "ter", "i", "qua", "zen", "fo", "ry", "hal", "pe", "wu", "cin", "ja", "ost"
    };

    private final Random random;
    private final String[] words = new String[WORDS];
    private final double[] upTo = new double[WORDS];

    private Text(long seed) {
        random = new Random(seed);
        double sum = 0;
        for (int rank = 0; rank < WORDS; rank++) {
            words[rank] = word(rank);
            sum += 1.0 / (rank + 1);
            upTo[rank] = sum;
        }
    }

    /** Writes about {@code bytes} of it. */
    static void write(Path file, long bytes, long seed) throws IOException {
        Text text = new Text(seed);
        try (BufferedWriter out = Files.newBufferedWriter(file, StandardCharsets.US_ASCII)) {
            for (long written = 0; written < bytes; ) {
                String line = text.line();
                out.write(line);
                out.newLine();
                written += line.length() + 1;
            }
        }
    }

    private String word(int rank) {
        StringBuilder word = new StringBuilder();
        for (int rest = rank + 1; rest > 0; rest /= SYLLABLES.length) {
            word.append(SYLLABLES[rest % SYLLABLES.length]);
        }
        return word.toString();
    }

    private String line() {
        StringBuilder line = new StringBuilder();
        while (line.length() < LINE_CHARS) {
            boolean begins = random.nextInt(12) == 0;
            String word = next();
            line.append(line.isEmpty() ? "" : begins ? ". " : random.nextInt(15) == 0 ? ", " : " ");
            line.append(begins ? word.substring(0, 1).toUpperCase(Locale.ROOT) : word.charAt(0));
            line.append(word, 1, word.length());
        }
        return line.toString();
    }

    /** The first word whose share of all reaches a random point. */
    private String next() {
        double point = random.nextDouble() * upTo[WORDS - 1];
        int low = 0;
        int high = WORDS - 1;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (upTo[middle] < point) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return words[low];
    }
}
