package org.pcm.gateway.information.index;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Which tasks a document's digest belongs to. Many tasks may share one document, so each table
 * entry heads a chain.
 */
final class DigestIndex {
    private final LongTable heads = new LongTable();
    private long[] places = new long[1 << 10];
    private int[] next = new int[1 << 10];
    private int size = 1; // 0 ends a chain

    /** A task, and the member that held it when the digest was told. */
    record Place(int job, int task, int member) {}

    void add(byte[] digest, Place place) {
        if (size == places.length) {
            places = Arrays.copyOf(places, 2 * size);
            next = Arrays.copyOf(next, 2 * size);
        }
        long key = Digest64.of(digest);
        places[size] =
                (long) place.job() << 32 | (long) place.task() << 16 | (place.member() & 0xffff);
        next[size] = (int) heads.get(key);
        heads.put(key, size++);
    }

    /** Places whose digest begins alike; compare the whole one. */
    List<Place> get(byte[] digest) {
        List<Place> found = new ArrayList<>();
        for (int i = (int) heads.get(Digest64.of(digest)); i != 0; i = next[i]) {
            long place = places[i];
            found.add(
                    new Place(
                            (int) (place >>> 32),
                            (int) (place >>> 16 & 0xffff),
                            (int) (place & 0xffff)));
        }
        return found;
    }
}
