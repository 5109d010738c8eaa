package org.pcm.bench.cycle;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Arrays;
import org.pcm.cooperation.job.Digests;
import org.pcm.cooperation.submission.Hash;

/**
 * The pretended content of tasks. A task's specification is a digest of its owner's name and its
 * number among the owner's tasks; its right result is the digest of the specification, so that an
 * owner can tell each task's result from every other's.
 */
final class Work {
    private Work() {}

    /** The specifications of an owner's tasks {@code first} to {@code first + count - 1}. */
    static Digests specs(String owner, long first, int count) {
        byte[] all = new byte[count * Digests.LENGTH];
        for (int i = 0; i < count; i++) {
            System.arraycopy(spec(owner, first + i), 0, all, i * Digests.LENGTH, Digests.LENGTH);
        }
        return Digests.of(all);
    }

    private static byte[] spec(String owner, long number) {
        return Hash.sha256((owner + ":" + number).getBytes(StandardCharsets.UTF_8));
    }

    /** What a member makes of tasks with these specifications. */
    static Digests results(Digests specs) {
        MessageDigest sha256 = Hash.sha256();
        byte[] all = new byte[specs.count() * Digests.LENGTH];
        for (int i = 0; i < specs.count(); i++) {
            sha256.update(specs.bytes(), i * Digests.LENGTH, Digests.LENGTH);
            System.arraycopy(sha256.digest(), 0, all, i * Digests.LENGTH, Digests.LENGTH);
        }
        return Digests.of(all);
    }

    /** Whether {@code result} is right for an owner's task. */
    static boolean isResult(String owner, long number, byte[] result) {
        return Arrays.equals(Hash.sha256(spec(owner, number)), result);
    }
}
