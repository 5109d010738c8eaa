package org.pcm.cli.demo;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** How often each word occurs. A word is a longest run of ASCII letters, whatever their case. */
final class WordCounts {
    private final TreeMap<String, Long> counts = new TreeMap<>();

    /** Counts the words of a text directly. */
    static WordCounts ofText(Path text) throws IOException {
        WordCounts words = new WordCounts();
        StringBuilder word = new StringBuilder();
        for (byte each : Files.readAllBytes(text)) {
            int lower = each | 0x20;
            if (lower >= 'a' && lower <= 'z') {
                word.append((char) lower);
            } else if (!word.isEmpty()) {
                words.add(word.toString(), 1);
                word.setLength(0);
            }
        }
        if (!word.isEmpty()) {
            words.add(word.toString(), 1);
        }
        return words;
    }

    /** Adds up what tasks counted: files with a line {@code count word} each. */
    static WordCounts merged(List<Path> files) throws IOException {
        WordCounts words = new WordCounts();
        for (Path file : files) {
            try (BufferedReader lines = Files.newBufferedReader(file, StandardCharsets.US_ASCII)) {
                for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                    String[] pair = line.strip().split(" ", 2);
                    words.add(pair[1], Long.parseLong(pair[0]));
                }
            }
        }
        return words;
    }

    private void add(String word, long count) {
        counts.merge(word, count, Long::sum);
    }

    /** How many different words there are. */
    int different() {
        return counts.size();
    }

    /** How many words there are in all. */
    long total() {
        return counts.values().stream().mapToLong(Long::longValue).sum();
    }

    /** Writes a line {@code word count} each, most frequent first. */
    void write(Path file) throws IOException {
        List<String> lines =
                counts.entrySet().stream()
                        .sorted(
                                Map.Entry.<String, Long>comparingByValue()
                                        .reversed()
                                        .thenComparing(Map.Entry.comparingByKey()))
                        .map(entry -> entry.getKey() + " " + entry.getValue())
                        .toList();
        Files.write(file, lines, StandardCharsets.US_ASCII);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof WordCounts words && counts.equals(words.counts);
    }

    @Override
    public int hashCode() {
        return counts.hashCode();
    }
}
