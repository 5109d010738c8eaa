package org.pcm.gateway.information.index;

import java.util.Optional;
import org.pcm.cooperation.job.Digests;
import org.pcm.cooperation.json.JsonException;
import org.pcm.cooperation.submission.Door;
import org.pcm.cooperation.submission.Hash;

/**
 * Where each submission's outcome stands, by its id. An outcome that used the sequence stays;
 * another may be followed by a later one, since the same bytes may be sent again.
 */
final class SubmissionTable {
    /** Room for the last one of the largest batch. */
    private static final int OUTCOME_BITS =
            Integer.SIZE - Integer.numberOfLeadingZeros(Door.MAX_SUBMISSIONS - 1);

    private static final int TRANSACTION_BITS = 17;

    private final LongTable places;

    SubmissionTable(Scratch scratch) {
        places = new LongTable(scratch);
    }

    /**
     * A place.
     *
     * @param outcome the outcome's number within the transaction
     * @param isFinal whether it used the sequence
     */
    record Place(long block, int transaction, int outcome, boolean isFinal) {}

    void put(String id, Place place) {
        long key = key(id);
        boolean kept = (places.get(key) & 1) == 1;
        if (!kept) {
            places.put(key, pack(place));
        }
    }

    Optional<Place> get(String id) {
        try {
            long packed = places.get(key(id));
            return packed == 0 ? Optional.empty() : Optional.of(unpack(packed));
        } catch (JsonException e) {
            return Optional.empty(); // no id at all
        }
    }

    private static long key(String id) {
        byte[] digest = Hash.fromBase64url(id);
        if (digest.length != Digests.LENGTH) {
            throw new JsonException("not the id of a submission");
        }
        return Digest64.of(digest);
    }

    private static long pack(Place place) {
        long packed = place.block() << TRANSACTION_BITS | place.transaction();
        packed = packed << OUTCOME_BITS | place.outcome();
        return packed << 1 | (place.isFinal() ? 1 : 0);
    }

    private static Place unpack(long packed) {
        long rest = packed >>> 1;
        int outcome = (int) (rest & ((1 << OUTCOME_BITS) - 1));
        rest >>>= OUTCOME_BITS;
        int transaction = (int) (rest & ((1 << TRANSACTION_BITS) - 1));
        return new Place(rest >>> TRANSACTION_BITS, transaction, outcome, (packed & 1) == 1);
    }
}
