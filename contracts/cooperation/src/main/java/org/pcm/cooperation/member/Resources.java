package org.pcm.cooperation.member;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import org.pcm.cooperation.json.Fields;
import org.pcm.cooperation.json.JsonException;

/**
 * An amount of resources.
 *
 * @param milliCpu thousandths of a core
 * @param memoryMib memory in MiB
 * @param gpus whole devices
 */
public record Resources(long milliCpu, long memoryMib, long gpus) {
    /** Largest amount of each: ten million cores, one exbibyte, one million devices. */
    public static final long MAX_MILLI_CPU = 10_000_000_000L;

    public static final long MAX_MEMORY_MIB = 1L << 40;
    public static final long MAX_GPUS = 1_000_000;

    public static final Resources NONE = new Resources(0, 0, 0);

    public Resources {
        if (milliCpu < 0
                || milliCpu > MAX_MILLI_CPU
                || memoryMib < 0
                || memoryMib > MAX_MEMORY_MIB
                || gpus < 0
                || gpus > MAX_GPUS) {
            throw new JsonException("resources out of range");
        }
    }

    public boolean fits(Resources within) {
        return milliCpu <= within.milliCpu && memoryMib <= within.memoryMib && gpus <= within.gpus;
    }

    public Resources plus(Resources other) {
        return new Resources(
                milliCpu + other.milliCpu, memoryMib + other.memoryMib, gpus + other.gpus);
    }

    /** Without {@code part}, which it holds. */
    public Resources less(Resources part) {
        return new Resources(
                milliCpu - part.milliCpu, memoryMib - part.memoryMib, gpus - part.gpus);
    }

    /**
     * What is left, never below zero in any dimension (a pledge may be lowered below its use, P3).
     */
    public Resources minus(Resources other) {
        return new Resources(
                Math.max(0, milliCpu - other.milliCpu),
                Math.max(0, memoryMib - other.memoryMib),
                Math.max(0, gpus - other.gpus));
    }

    public Resources times(int count) {
        return new Resources(milliCpu * count, memoryMib * count, gpus * count);
    }

    /** How many times {@code needs} goes into this. */
    public long capacityFor(Resources needs) {
        long count = Long.MAX_VALUE;
        count = needs.milliCpu == 0 ? count : Math.min(count, milliCpu / needs.milliCpu);
        count = needs.memoryMib == 0 ? count : Math.min(count, memoryMib / needs.memoryMib);
        return needs.gpus == 0 ? count : Math.min(count, gpus / needs.gpus);
    }

    /** Takes the three amounts out of {@code fields}, which may hold more. */
    public static Resources readInto(Fields fields) {
        return new Resources(
                fields.integer("milliCpu", 0, MAX_MILLI_CPU),
                fields.integer("memoryMib", 0, MAX_MEMORY_MIB),
                fields.integer("gpus", 0, MAX_GPUS, 0));
    }

    public static Resources read(Fields fields) {
        Resources resources = readInto(fields);
        fields.end();
        return resources;
    }

    public void writeFields(JsonGenerator to) throws IOException {
        to.writeNumberField("milliCpu", milliCpu);
        to.writeNumberField("memoryMib", memoryMib);
        to.writeNumberField("gpus", gpus);
    }

    public void write(String name, JsonGenerator to) throws IOException {
        to.writeObjectFieldStart(name);
        writeFields(to);
        to.writeEndObject();
    }
}
