package org.pcm.cooperation.page;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Reads what {@link PageWriter} wrote. Pages come from the ledger alone, so a malformed one means
 * the world broke.
 */
public final class PageReader {
    private final byte[] page;
    private int at;

    public PageReader(byte[] page) {
        this.page = page;
    }

    public long number() {
        long value = 0;
        for (int shift = 0; ; shift += 7) {
            byte b = page[at++];
            value |= (b & 0x7fL) << shift;
            if (b >= 0) {
                return value;
            }
        }
    }

    /** A number that is an {@code int}. */
    public int count() {
        return Math.toIntExact(number());
    }

    /** A constant of an enumeration whose order is the ledger's encoding. */
    public <E extends Enum<E>> E constant(Class<E> type) {
        return type.getEnumConstants()[count()];
    }

    public boolean flag() {
        return number() != 0;
    }

    public String text() {
        return new String(bytes(), StandardCharsets.UTF_8);
    }

    public byte[] bytes() {
        return raw(count());
    }

    public byte[] raw(int length) {
        if (length > page.length - at) {
            throw new IllegalStateException("page ends early");
        }
        byte[] bytes = Arrays.copyOfRange(page, at, at + length);
        at += length;
        return bytes;
    }

    /** Fails unless all was read. */
    public void end() {
        if (at != page.length) {
            throw new IllegalStateException("page has surplus bytes");
        }
    }
}
