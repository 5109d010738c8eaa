package org.pcm.cooperation.submission;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
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
    public static final int MAX_SUBMISSIONS = 2_048;

    /** Most characters of all submissions in one batch. */
    public static final int MAX_CHARS = 2_097_152;

    /** Most tasks that all commands of one batch may name. */
    public static final int MAX_TASKS = 32_768;

    /** Most pages of tasks that these may lie on. */
    public static final int MAX_PAGES = 1_024;

    /** What waits for the next batch: no number is used. */
    public static final Refusal BATCH_FULL =
            RefusalCode.BATCH_FULL.because("the batch is full, send it again");

    /** A submission that could be taken apart, and its place in the batch. */
    private record Knock(int index, Submission submission) {}

    private Door() {}

    /**
     * The outcomes of {@code batch}, in the order given, while {@code hear} hears in the order that
     * {@code chain} settles.
     */
    public static List<Outcome> each(
            List<byte[]> batch, byte[] chain, Function<Submission, Outcome> hear) {
        TreeMap<Integer, Outcome> outcomes = new TreeMap<>();
        for (Knock knock : sorted(readable(batch, outcomes), chain)) {
            outcomes.put(knock.index, hear.apply(knock.submission));
        }
        return List.copyOf(outcomes.values());
    }

    private static List<Knock> readable(List<byte[]> batch, Map<Integer, Outcome> outcomes) {
        List<Knock> knocks = new ArrayList<>();
        int chars = 0;
        for (int i = 0; i < batch.size(); i++) {
            byte[] jws = batch.get(i);
            boolean tooLarge = jws.length > Submission.MAX_CHARS;
            chars += tooLarge ? 0 : jws.length;
            if (tooLarge) {
                String why = "longer than " + Submission.MAX_CHARS + " characters";
                outcomes.put(i, refused(jws, RefusalCode.TOO_LARGE.because(why)));
            } else if (i >= MAX_SUBMISSIONS || chars > MAX_CHARS) {
                outcomes.put(i, refused(jws, BATCH_FULL));
            } else {
                try {
                    knocks.add(new Knock(i, Submission.parse(jws)));
                } catch (JsonException e) {
                    String why = String.valueOf(e.getMessage());
                    outcomes.put(i, refused(jws, RefusalCode.MALFORMED.because(why)));
                }
            }
        }
        return knocks;
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

    private static Outcome refused(byte[] jws, Refusal refusal) {
        return new Outcome.Refused(idOf(jws), refusal);
    }
}
