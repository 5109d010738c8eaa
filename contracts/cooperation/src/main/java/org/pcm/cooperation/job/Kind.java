package org.pcm.cooperation.job;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import org.pcm.cooperation.json.Fields;
import org.pcm.cooperation.json.JsonException;
import org.pcm.cooperation.member.Member;
import org.pcm.cooperation.member.Resources;

/**
 * A resource kind of a job's tasks: what one task needs and for how long (A5).
 *
 * @param needs resources held from offer to end
 * @param estimateMillis expected run time
 * @param limitMillis longest run time allowed
 * @param place where such tasks may run
 */
public record Kind(Resources needs, long estimateMillis, long limitMillis, Place place) {
    /** Longest estimate or limit: 30 days. */
    public static final long MAX_MILLIS = 30L * 24 * 3_600_000;

    /** Most a task may need: ten thousand cores. */
    public static final long MAX_MILLI_CPU = 10_000_000;

    public Kind {
        if (needs.milliCpu() < 1 || needs.milliCpu() > MAX_MILLI_CPU) {
            throw new JsonException("a kind's milliCpu must be from 1 to " + MAX_MILLI_CPU);
        }
        if (estimateMillis < 1
                || estimateMillis > MAX_MILLIS
                || limitMillis < 1
                || limitMillis > MAX_MILLIS) {
            throw new JsonException(
                    "estimateMillis and limitMillis must be from 1 to " + MAX_MILLIS);
        }
    }

    /** A kind whose tasks may run anywhere. */
    public Kind(Resources needs, long estimateMillis, long limitMillis) {
        this(needs, estimateMillis, limitMillis, Place.ANYWHERE);
    }

    public Kind at(Place other) {
        return new Kind(needs, estimateMillis, limitMillis, other);
    }

    /** Whether {@code member} could run such a task, had it nothing else to do. */
    public boolean suits(Member member) {
        return needs.fits(member.pledge) && place.admits(member);
    }

    /** Estimated work of one task: milli-CPU times milliseconds. */
    public long work() {
        return needs.milliCpu() * estimateMillis;
    }

    public static Kind read(Fields fields) {
        Kind kind =
                new Kind(
                        Resources.readInto(fields),
                        fields.integer("estimateMillis", 1, MAX_MILLIS),
                        fields.integer("limitMillis", 1, MAX_MILLIS),
                        Place.readInto(fields));
        fields.end();
        return kind;
    }

    public void write(JsonGenerator to) throws IOException {
        to.writeStartObject();
        needs.writeFields(to);
        to.writeNumberField("estimateMillis", estimateMillis);
        to.writeNumberField("limitMillis", limitMillis);
        place.writeFields(to);
        to.writeEndObject();
    }
}
