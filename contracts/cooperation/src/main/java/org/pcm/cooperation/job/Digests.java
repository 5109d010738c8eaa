package org.pcm.cooperation.job;

import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import org.pcm.cooperation.json.JsonException;

/** A list of SHA-256 digests, one after the other in one array. */
public final class Digests {
    /** Bytes of one digest. */
    public static final int LENGTH = 32;

    public static final Digests NONE = new Digests(new byte[0]);

    private final byte[] bytes;

    private Digests(byte[] bytes) {
        this.bytes = bytes;
    }

    /** Takes over {@code bytes}, whose length must be a multiple of {@value #LENGTH}. */
    public static Digests of(byte[] bytes) {
        if (bytes.length % LENGTH != 0) {
            throw new JsonException("digests must be 32 bytes each");
        }
        return bytes.length == 0 ? NONE : new Digests(bytes);
    }

    /** Reads base64url without padding. */
    public static Digests parse(String base64url) {
        if (base64url.indexOf('=') >= 0) {
            throw new JsonException("digests must be base64url without padding");
        }
        try {
            Digests digests = of(Base64.getUrlDecoder().decode(base64url));
            if (!digests.toString().equals(base64url)) {
                throw new JsonException("digests must be canonical base64url");
            }
            return digests;
        } catch (IllegalArgumentException e) {
            throw new JsonException("digests must be base64url");
        }
    }

    /** All digests, one after the other; not to be changed. */
    public byte[] bytes() {
        return bytes;
    }

    /** These digests and then {@code others}. */
    public Digests plus(Digests others) {
        byte[] joined = Arrays.copyOf(bytes, bytes.length + others.bytes.length);
        System.arraycopy(others.bytes, 0, joined, bytes.length, others.bytes.length);
        return of(joined);
    }

    public int count() {
        return bytes.length / LENGTH;
    }

    /** A copy of digest {@code i}. */
    public byte[] at(int i) {
        return Arrays.copyOfRange(bytes, i * LENGTH, (i + 1) * LENGTH);
    }

    /** Digest {@code i} in lower-case hex. */
    public String hex(int i) {
        return HexFormat.of().formatHex(bytes, i * LENGTH, (i + 1) * LENGTH);
    }

    /** Copies digest {@code i} to {@code target}. */
    public void copy(int i, byte[] target, int offset) {
        System.arraycopy(bytes, i * LENGTH, target, offset, LENGTH);
    }

    /** The digests {@code from} to {@code to}, {@code to} excluded. */
    public Digests slice(int from, int to) {
        return of(Arrays.copyOfRange(bytes, from * LENGTH, to * LENGTH));
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Digests digests && Arrays.equals(bytes, digests.bytes);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(bytes);
    }

    /** Base64url without padding. */
    @Override
    public String toString() {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
