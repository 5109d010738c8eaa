package org.pcm.cooperation.page;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * Writes the compact binary form of a page: unsigned variable-length integers and counted byte
 * strings.
 */
public final class PageWriter {
    private final ByteArrayOutputStream out = new ByteArrayOutputStream(256);

    /** An integer from 0 up, seven bits a byte. */
    public PageWriter number(long value) {
        if (value < 0) {
            throw new IllegalArgumentException("negative: " + value);
        }
        long rest = value;
        while (rest > 0x7f) {
            out.write((int) (rest & 0x7f) | 0x80);
            rest >>>= 7;
        }
        out.write((int) rest);
        return this;
    }

    /** A constant of an enumeration whose order is the ledger's encoding. */
    @SuppressWarnings("EnumOrdinal") // such enumerations are append only, and say so
    public PageWriter constant(Enum<?> value) {
        return number(value.ordinal());
    }

    public PageWriter flag(boolean value) {
        return number(value ? 1 : 0);
    }

    public PageWriter text(String value) {
        return bytes(value.getBytes(StandardCharsets.UTF_8));
    }

    /** Texts with their count before them. */
    public PageWriter texts(List<String> values) {
        number(values.size());
        values.forEach(this::text);
        return this;
    }

    /** Bytes with their count before them. */
    public PageWriter bytes(byte[] value) {
        return number(value.length).raw(value);
    }

    /** Bytes whose count the reader knows. */
    public PageWriter raw(byte[] value) {
        out.writeBytes(value);
        return this;
    }

    public byte[] done() {
        return out.toByteArray();
    }
}
