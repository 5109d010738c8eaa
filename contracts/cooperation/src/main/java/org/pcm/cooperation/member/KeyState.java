package org.pcm.cooperation.member;

import java.util.Arrays;
import java.util.List;
import org.pcm.cooperation.page.PageReader;
import org.pcm.cooperation.page.PageWriter;
import org.pcm.cooperation.submission.Hash;
import org.pcm.cooperation.submission.KeyBytes;

/** A key in one lane, and how far it has counted. Changed by the fold alone. */
public final class KeyState {
    private static final int REMEMBERED = 4;
    private static final int PREFIX = 8;

    /** 64 bytes x‖y. */
    private final byte[] key;

    private final String kid;

    /** The number that its next submission must have. */
    private long next;

    /**
     * First bytes of the ids of its latest submissions, newest first, so that the same bytes are
     * known again.
     */
    private byte[] recent;

    private KeyState(byte[] key, String kid, long next, byte[] recent) {
        this.key = key;
        this.kid = kid;
        this.next = next;
        this.recent = recent;
    }

    /** A key that has said nothing yet. */
    public static KeyState fresh(byte[] key) {
        return new KeyState(key, KeyBytes.kid(key), 1, new byte[0]);
    }

    /** The one of {@code keys} with this id, which must be there. */
    static KeyState withId(String kid, List<KeyState> keys) {
        return keys.stream().filter(key -> key.kid.equals(kid)).findFirst().orElseThrow();
    }

    public String kid() {
        return kid;
    }

    public byte[] key() {
        return key;
    }

    public long next() {
        return next;
    }

    /** Whether the submission with this id is among the latest of this key. */
    public boolean remembers(String id) {
        byte[] prefix = prefix(id);
        for (int at = 0; at < recent.length; at += PREFIX) {
            if (Arrays.equals(recent, at, at + PREFIX, prefix, 0, PREFIX)) {
                return true;
            }
        }
        return false;
    }

    /** Counts the submission with this id. */
    public void use(String id) {
        byte[] longer =
                Arrays.copyOf(prefix(id), Math.min(recent.length + PREFIX, REMEMBERED * PREFIX));
        System.arraycopy(recent, 0, longer, PREFIX, longer.length - PREFIX);
        recent = longer;
        next++;
    }

    private static byte[] prefix(String id) {
        return Arrays.copyOf(Hash.fromBase64url(id), PREFIX);
    }

    void write(PageWriter to) {
        to.raw(key).raw(Hash.fromBase64url(kid)).number(next).bytes(recent);
    }

    static KeyState read(PageReader from) {
        byte[] key = from.raw(KeyBytes.LENGTH);
        return new KeyState(key, Hash.base64url(from.raw(32)), from.number(), from.bytes());
    }
}
