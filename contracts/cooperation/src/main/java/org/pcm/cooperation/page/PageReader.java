package org.pcm.cooperation.page;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

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

    /** Texts whose count stands before them. */
    public List<String> texts() {
        int count = count();
        List<String> texts = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            texts.add(text());
        }
        return texts;
    }

    /** Whether all was read: what later rules add to a page stands at its end, if at all. */
    public boolean atEnd() {
        return at == page.length;
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
