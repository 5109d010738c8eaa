package org.pcm.cooperation;

import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;
import org.pcm.cooperation.job.Digests;
import org.pcm.cooperation.job.PagePlace;
import org.pcm.cooperation.job.Task;
import org.pcm.cooperation.job.TaskPage;
import org.pcm.cooperation.job.TaskState;
import org.pcm.cooperation.page.PageKeys;
import org.pcm.cooperation.submission.Hash;

/** What pages of another size or encoding would have cost in the same run. */
final class Repaging {
    /** How one task is written. */
    enum Encoding {
        BINARY,
        JSON;

        byte[] of(Task task) {
            return switch (this) {
                case BINARY -> binary(task);
                case JSON -> json(task);
            };
        }
    }

    private static byte[] binary(Task task) {
        TaskPage alone = TaskPage.empty();
        alone.add(task);
        byte[] page = alone.write();
        return Arrays.copyOfRange(page, 1, page.length);
    }

    private static byte[] json(Task task) {
        StringBuilder text = new StringBuilder("{\"state\":\"").append(task.state);
        text.append("\",\"kind\":")
                .append(task.kind)
                .append(",\"attempts\":")
                .append(task.attempts);
        text.append(",\"offers\":").append(task.offers).append(",\"holder\":").append(task.holder);
        if (task.state.held()) {
            text.append(",\"offered\":").append(task.offeredVersion);
            text.append(",\"due\":").append(task.due);
        }
        if (task.result != null) {
            text.append(",\"result\":\"").append(Hash.base64url(task.result)).append('"');
        }
        return Text.utf8(text.append("},").toString());
    }

    private final int size;
    private final Encoding encoding;
    private final int endedBytes;

    /** The tasks of each job, as last written; those that have folded have ended. */
    private final Map<Long, NavigableMap<Integer, byte[]>> tasks = new HashMap<>();

    private final Set<PagePlace> known = new HashSet<>();
    private long reads;
    private long writes;
    private String line = "";
    long bytes;

    Repaging(int size, Encoding encoding) {
        this.size = size;
        this.encoding = encoding;
        Task ended = new Task(0);
        ended.state = TaskState.DONE;
        ended.attempts = 1;
        ended.offers = 1;
        ended.result = new byte[Digests.LENGTH];
        this.endedBytes = encoding.of(ended).length;
    }

    boolean isOf(int tasks, Encoding written) {
        return size == tasks && encoding == written;
    }

    /** Ends the measurement. */
    void over(long lifeCycles, int batches) {
        line =
                "%9d | %8s | %18.1f | %13.1f | %14.1f%n"
                        .formatted(
                                size,
                                encoding,
                                (double) bytes / lifeCycles,
                                (double) reads / batches,
                                (double) writes / batches);
    }

    /** One line of the report. */
    @Override
    public String toString() {
        return line;
    }

    /** Looks at what the batch has left in {@code pages}; {@code counts}: whether it counts. */
    void after(MemoryPages pages, boolean counts) {
        Map<Long, NavigableMap<Integer, byte[]>> now = new HashMap<>();
        pages.all()
                .forEach((key, page) -> {
                    if (key.contains("/t/")) {
                        read(key, page, now);
                    }
                });
        tasks.forEach((job, before) -> {
            NavigableMap<Integer, byte[]> after = now.computeIfAbsent(job, j -> new TreeMap<>());
            before.keySet().forEach(task -> after.putIfAbsent(task, new byte[0]));
        });
        now.forEach((job, after) -> oneJob(job, after, counts));
    }

    private void read(String key, byte[] page, Map<Long, NavigableMap<Integer, byte[]>> now) {
        String[] parts = key.split("/", -1);
        int first = Integer.parseInt(parts[5]) * PageKeys.TASKS_PER_PAGE;
        TaskPage read = TaskPage.read(page);
        for (int i = 0; i < read.size(); i++) {
            now.computeIfAbsent(Long.valueOf(parts[3]), j -> new TreeMap<>())
                    .put(first + i, encoding.of(read.at(i)));
        }
    }

    private void oneJob(long job, NavigableMap<Integer, byte[]> after, boolean counts) {
        NavigableMap<Integer, byte[]> before = tasks.getOrDefault(job, new TreeMap<>());
        Set<Integer> changed = new HashSet<>();
        after.forEach((task, bytesNow) -> {
            if (!Arrays.equals(bytesNow, before.get(task))) {
                changed.add(task / size);
            }
        });
        if (counts) {
            changed.forEach(page -> onePage(new PagePlace(job, page), after));
        }
        changed.forEach(page -> known.add(new PagePlace(job, page)));
        if (after.values().stream().allMatch(b -> b.length == 0)) {
            tasks.remove(job);
        } else {
            tasks.put(job, after);
        }
    }

    private void onePage(PagePlace place, NavigableMap<Integer, byte[]> job) {
        int first = place.page() * size;
        var page = job.subMap(first, first + size).values();
        boolean folded = page.stream().allMatch(task -> task.length == 0);
        reads += known.contains(place) ? 1 : 0;
        writes++;
        int count = page.size() < 128 ? 1 : 2;
        bytes +=
                folded
                        ? 0
                        : count
                                + page.stream()
                                        .mapToInt(t -> t.length == 0 ? endedBytes : t.length)
                                        .sum();
    }
}
