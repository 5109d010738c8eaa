package org.pcm.cli.console;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * A table in plain text, for people: a line of headings, columns as wide as they must be, numbers
 * to the right.
 */
public final class Table {
    private final List<List<String>> lines = new ArrayList<>();
    private final boolean[] numbers;

    /** With these headings. */
    public Table(String... headings) {
        lines.add(List.of(headings));
        numbers = new boolean[headings.length];
    }

    /**
     * Adds a line: one cell a heading; a column whose every cell is a number is set to the right.
     */
    public Table row(Object... cells) {
        if (cells.length != numbers.length) {
            throw new IllegalArgumentException(
                    cells.length + " cells for " + numbers.length + " columns");
        }
        for (int i = 0; i < cells.length; i++) {
            numbers[i] = cells[i] instanceof Number && (lines.size() == 1 || numbers[i]);
        }
        lines.add(Stream.of(cells).map(String::valueOf).toList());
        return this;
    }

    /** Writes it. */
    public void print(PrintWriter out) {
        for (List<String> line : lines) {
            out.println(text(line));
        }
        out.flush();
    }

    private String text(List<String> line) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < line.size(); i++) {
            String padding = " ".repeat(width(i) - line.get(i).length());
            text.append(i == 0 ? "" : "  ")
                    .append(numbers[i] ? padding : "")
                    .append(line.get(i))
                    .append(numbers[i] ? "" : padding);
        }
        return text.toString().stripTrailing();
    }

    private int width(int column) {
        return lines.stream().mapToInt(line -> line.get(column).length()).max().orElse(0);
    }
}
