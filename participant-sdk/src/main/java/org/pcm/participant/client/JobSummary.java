package org.pcm.participant.client;

import java.util.List;
import org.pcm.participant.json.JsonObject;

/**
 * How far a job is; the numbers count tasks.
 *
 * @param state {@code OPEN}, or how it ended: {@code DONE}, {@code FAILED}, {@code CANCELLED}
 * @param digest covers every task's end, in hex; empty while it is open
 * @param more whether its owner has further tasks to add
 * @param after the numbers of the jobs that it waits for or waited for
 */
public record JobSummary(
        JobRef ref,
        String name,
        long owner,
        String state,
        long tasks,
        long pending,
        long offered,
        long running,
        long done,
        long failed,
        long cancelled,
        String digest,
        boolean more,
        List<Long> after) {

    static JobSummary read(String cooperation, JsonObject from) {
        return new JobSummary(
                new JobRef(cooperation, count(from, "job")),
                from.text("name"),
                from.number("owner", -1, Integer.MAX_VALUE),
                from.text("state"),
                count(from, "tasks"),
                count(from, "pending"),
                count(from, "offered"),
                count(from, "running"),
                count(from, "done"),
                count(from, "failed"),
                count(from, "cancelled"),
                from.text("digest", ""),
                from.flag("more", false),
                from.list("after", (where, number) -> number.longValue()));
    }

    /** Whether all its tasks have ended. */
    public boolean isClosed() {
        return !state.equals("OPEN");
    }

    private static long count(JsonObject from, String field) {
        return from.number(field, 0, Long.MAX_VALUE);
    }
}
