package org.pcm.cooperation.job;

import java.util.Arrays;
import java.util.PrimitiveIterator;
import java.util.stream.IntStream;
import org.pcm.cooperation.json.JsonException;

/**
 * A set of task numbers within one job, held as ascending runs. Its text form is {@code 0-63,70}:
 * no overlap, no neighbouring runs, no leading zeros, so that a set has exactly one text.
 */
public final class TaskSet {
    /** Largest task number. */
    public static final int MAX_TASK = 16_383;

    public static final TaskSet EMPTY = new TaskSet(new int[0], 0);

    private final int[] bounds; // from, to (both included), from, to, …
    private final int size;

    private TaskSet(int[] bounds, int size) {
        this.bounds = bounds;
        this.size = size;
    }

    /** The tasks {@code from} to {@code to}, both included. */
    public static TaskSet run(int from, int to) {
        return new Builder().addRun(from, to).build();
    }

    public static TaskSet of(int... ascending) {
        Builder builder = new Builder();
        for (int task : ascending) {
            builder.add(task);
        }
        return builder.build();
    }

    /** Reads the text form; {@link JsonException} when it is not exactly that. */
    public static TaskSet parse(String text) {
        Builder builder = new Builder();
        int at = 0;
        int previous = -2;
        while (true) {
            int end = digits(text, at);
            int from = number(text, at, end);
            int to = from;
            if (end < text.length() && text.charAt(end) == '-') {
                int start = end + 1;
                end = digits(text, start);
                to = number(text, start, end);
                if (to <= from) {
                    throw bad(text);
                }
            }
            if (from <= previous + 1) {
                throw bad(text);
            }
            builder.addRun(from, to);
            previous = to;
            if (end == text.length()) {
                return builder.build();
            }
            if (text.charAt(end) != ',') {
                throw bad(text);
            }
            at = end + 1;
        }
    }

    private static int digits(String text, int at) {
        int end = at;
        while (end < text.length() && text.charAt(end) >= '0' && text.charAt(end) <= '9') {
            end++;
        }
        return end;
    }

    private static int number(String text, int from, int to) {
        if (to == from || to - from > 5 || (to - from > 1 && text.charAt(from) == '0')) {
            throw bad(text);
        }
        int n = Integer.parseInt(text, from, to, 10);
        if (n > MAX_TASK) {
            throw bad(text);
        }
        return n;
    }

    private static JsonException bad(String text) {
        String shown = text.length() > 40 ? text.substring(0, 40) + "…" : text;
        return new JsonException("not a task set: \"" + shown + "\"");
    }

    public int size() {
        return size;
    }

    public boolean isEmpty() {
        return size == 0;
    }

    public int runs() {
        return bounds.length / 2;
    }

    /** First task of run {@code i}. */
    public int from(int i) {
        return bounds[2 * i];
    }

    /** Last task of run {@code i}. */
    public int to(int i) {
        return bounds[2 * i + 1];
    }

    public int last() {
        return bounds[bounds.length - 1];
    }

    public boolean contains(int task) {
        for (int i = 0; i < bounds.length; i += 2) {
            if (task >= bounds[i] && task <= bounds[i + 1]) {
                return true;
            }
        }
        return false;
    }

    /** The tasks in ascending order. */
    public IntStream stream() {
        return IntStream.range(0, runs()).flatMap(i -> IntStream.rangeClosed(from(i), to(i)));
    }

    public PrimitiveIterator.OfInt iterator() {
        return stream().iterator();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof TaskSet set && Arrays.equals(bounds, set.bounds);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(bounds);
    }

    /** The text form. */
    @Override
    public String toString() {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < bounds.length; i += 2) {
            if (i > 0) {
                text.append(',');
            }
            text.append(bounds[i]);
            if (bounds[i + 1] > bounds[i]) {
                text.append('-').append(bounds[i + 1]);
            }
        }
        return text.toString();
    }

    /** Collects tasks in ascending order. */
    public static final class Builder {
        private int[] bounds = new int[8];
        private int length;
        private int size;

        /** Adds a task above all that were added. */
        public Builder add(int task) {
            return addRun(task, task);
        }

        /** Adds a run above all tasks that were added. */
        public Builder addRun(int from, int to) {
            if (from < 0
                    || to < from
                    || to > MAX_TASK
                    || (length > 0 && from <= bounds[length - 1])) {
                throw new IllegalArgumentException(
                        "tasks must be ascending, from 0 to " + MAX_TASK);
            }
            size += to - from + 1;
            if (length > 0 && from == bounds[length - 1] + 1) {
                bounds[length - 1] = to;
                return this;
            }
            if (length == bounds.length) {
                bounds = Arrays.copyOf(bounds, length * 2);
            }
            bounds[length++] = from;
            bounds[length++] = to;
            return this;
        }

        public boolean isEmpty() {
            return size == 0;
        }

        public TaskSet build() {
            return size == 0 ? EMPTY : new TaskSet(Arrays.copyOf(bounds, length), size);
        }
    }
}
