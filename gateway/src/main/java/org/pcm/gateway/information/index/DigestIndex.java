package org.pcm.gateway.information.index;

import java.util.ArrayList;
import java.util.List;

/**
 * Which tasks a document's digest belongs to. Many tasks may share one document, so each table
 * entry heads a chain.
 */
final class DigestIndex {
    private final LongTable heads;

    /** Two longs an entry: its place, and the entry behind it. */
    private final LongFile entries;

    private long size = 1; // 0 ends a chain

    DigestIndex(Scratch scratch) {
        heads = new LongTable(scratch);
        entries = new LongFile(scratch);
    }

    /** A task, and the member that held it when the digest was told. */
    record Place(int job, int task, int member) {}

    void add(byte[] digest, Place place) {
        long key = Digest64.of(digest);
        entries.put(
                2 * size,
                (long) place.job() << 32 | (long) place.task() << 16 | (place.member() & 0xffff));
        entries.put(2 * size + 1, heads.get(key));
        heads.put(key, size++);
    }

    /** Places whose digest begins alike; compare the whole one. */
    List<Place> get(byte[] digest) {
        List<Place> found = new ArrayList<>();
        for (long i = heads.get(Digest64.of(digest)); i != 0; i = entries.get(2 * i + 1)) {
            long place = entries.get(2 * i);
            found.add(
                    new Place(
                            (int) (place >>> 32),
                            (int) (place >>> 16 & 0xffff),
                            (int) (place & 0xffff)));
        }
        return found;
    }
}
