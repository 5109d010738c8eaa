package org.pcm.cooperation.submission;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.pcm.cooperation.Refusal;
import org.pcm.cooperation.RefusalCode;
import org.pcm.cooperation.json.JsonException;
import org.pcm.cooperation.member.KeyState;

/**
 * The checks that every submission passes before its commands are looked at, the same in every
 * lane.
 */
public final class Door {
    /** Most submissions in one batch. */
    public static final int MAX_SUBMISSIONS = 512;

    /** Most characters of all submissions in one batch. */
    public static final int MAX_CHARS = 2_097_152;

    /** Most tasks that all commands of one batch may name. */
    public static final int MAX_TASKS = 32_768;

    /** A submission that could be taken apart, and its place in the batch. */
    public record Knock(int index, Submission submission) {}

    private Door() {}

    /**
     * What the batch holds, in the order in which it is to be handled; what can't be read is
     * refused in {@code outcomes}.
     */
    public static List<Knock> inOrder(
            List<byte[]> batch, byte[] chain, @Nullable Outcome[] outcomes) {
        List<Knock> knocks = new ArrayList<>();
        int chars = 0;
        for (int i = 0; i < batch.size(); i++) {
            byte[] jws = batch.get(i);
            chars += jws.length;
            if (i >= MAX_SUBMISSIONS || chars > MAX_CHARS) {
                outcomes[i] =
                        refused(
                                idOf(jws),
                                RefusalCode.BATCH_FULL,
                                "the batch is full, send it again");
            } else if (jws.length > Submission.MAX_CHARS) {
                outcomes[i] =
                        refused(
                                idOf(jws),
                                RefusalCode.TOO_LARGE,
                                "longer than " + Submission.MAX_CHARS + " characters");
            } else {
                try {
                    knocks.add(new Knock(i, Submission.parse(jws)));
                } catch (JsonException e) {
                    outcomes[i] =
                            refused(
                                    idOf(jws),
                                    RefusalCode.MALFORMED,
                                    String.valueOf(e.getMessage()));
                }
            }
        }
        return sorted(knocks, chain);
    }

    private static List<Knock> sorted(List<Knock> knocks, byte[] chain) {
        @SuppressWarnings("ArrayRecordComponent") // compared by its comparator alone
        record Ranked(byte[] rank, Knock knock) {}
        return knocks.stream()
                .map(knock -> new Ranked(rank(chain, knock.submission.header().kid()), knock))
                .sorted(
                        Comparator.comparing(Ranked::rank, Arrays::compareUnsigned)
                                .thenComparingLong(r -> r.knock.submission.header().sequence())
                                .thenComparing(r -> r.knock.submission.id()))
                .map(Ranked::knock)
                .toList();
    }

    /**
     * Where a key stands in the order of a batch: nobody can foresee it, and no gateway can choose
     * it.
     */
    public static byte[] rank(byte[] chain, String kid) {
        var sha256 = Hash.sha256();
        sha256.update(chain);
        sha256.update(kid.getBytes(StandardCharsets.UTF_8));
        return sha256.digest();
    }

    /** The id that stands in the outcome of something that may be no submission at all. */
    private static String idOf(byte[] jws) {
        int dot = jws.length;
        while (dot > 0 && jws[dot - 1] != '.') {
            dot--;
        }
        return Submission.id(Arrays.copyOf(jws, Math.max(0, dot - 1)));
    }

    /** Why {@code submission} is turned away before any key is looked up, null when it is not. */
    public static @Nullable Refusal address(Submission submission, String ledger, String lane) {
        Header header = submission.header();
        if (!header.ledger().equals(ledger)) {
            return RefusalCode.WRONG_LEDGER.because("signed for another ledger than " + ledger);
        }
        if (!header.cooperation().equals(lane)) {
            return RefusalCode.WRONG_COOPERATION.because(
                    "signed for another cooperation than " + lane);
        }
        return null;
    }

    /** Why the submission does not count, its key being {@code key}; null when it does. */
    public static @Nullable Refusal credentials(
            Submission submission, KeyState key, long clock, SignatureCheck check) {
        Header header = submission.header();
        if (!submission.signedBy(key.key(), check)) {
            return RefusalCode.BAD_SIGNATURE.because("the signature does not hold");
        }
        if (header.sequence() < key.next()) {
            return key.remembers(submission.id())
                    ? RefusalCode.DUPLICATE.because("these bytes were applied before")
                    : RefusalCode.SEQUENCE_USED.because("the next number is " + key.next());
        }
        if (header.until() <= clock) {
            return RefusalCode.EXPIRED.because(
                    "valid until " + header.until() + ", the clock shows " + clock);
        }
        if (header.sequence() > key.next()) {
            return RefusalCode.SEQUENCE_GAP.because("the next number is " + key.next());
        }
        return null;
    }

    private static Outcome refused(String id, RefusalCode code, String why) {
        return new Outcome.Refused(id, code.because(why));
    }
}
