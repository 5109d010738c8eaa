package org.pcm.cooperation.job;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.pcm.cooperation.json.Fields;
import org.pcm.cooperation.json.JsonException;
import org.pcm.cooperation.page.PageReader;
import org.pcm.cooperation.page.PageWriter;

/**
 * What a job's owner may wish for it as a whole, from rules 2 on.
 *
 * @param priority among the jobs of the same owner: higher ones first. Between owners it counts
 *     nothing, else all would ask for the highest.
 * @param gang all tasks start together or none does
 * @param after jobs that must be done before any task is dispatched
 */
public record Traits(int priority, boolean gang, List<Long> after) {
    /** Highest priority. */
    public static final int MAX_PRIORITY = 9;

    /** Most jobs that one may wait for. */
    public static final int MAX_AFTER = 16;

    /** No wishes. */
    public static final Traits NONE = new Traits(0, false, List.of());

    public Traits {
        after = after.stream().distinct().sorted().toList();
    }

    public static Traits readInto(Fields fields) {
        return new Traits(
                (int) fields.integer("priority", 0, MAX_PRIORITY, 0),
                fields.flag("gang", false),
                fields.has("after") ? fields.list("after", MAX_AFTER, Traits::job) : List.of());
    }

    private static long job(Object value) {
        if (value instanceof Long number && number >= 1) {
            return number;
        }
        throw new JsonException("after must list job numbers");
    }

    public void writeFields(JsonGenerator to) throws IOException {
        if (priority != 0) {
            to.writeNumberField("priority", priority);
        }
        if (gang) {
            to.writeBooleanField("gang", true);
        }
        if (!after.isEmpty()) {
            to.writeArrayFieldStart("after");
            for (long job : after) {
                to.writeNumber(job);
            }
            to.writeEndArray();
        }
    }

    void write(PageWriter to) {
        to.number(priority).flag(gang).number(after.size());
        after.forEach(to::number);
    }

    static Traits read(PageReader from) {
        int priority = from.count();
        boolean gang = from.flag();
        int count = from.count();
        List<Long> after = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            after.add(from.number());
        }
        return new Traits(priority, gang, after);
    }
}
