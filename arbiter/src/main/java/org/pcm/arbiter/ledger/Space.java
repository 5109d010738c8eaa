package org.pcm.arbiter.ledger;

import java.util.Comparator;

/**
 * One space of keys.
 *
 * @param namespace a chaincode's name
 * @param collection a private collection whose key hashes these are; empty for public keys
 */
record Space(String namespace, String collection) implements Comparable<Space> {
    private static final Comparator<Space> ORDER =
            Comparator.comparing(Space::namespace, Keys.ORDER)
                    .thenComparing(Space::collection, Keys.ORDER);

    @Override
    public int compareTo(Space other) {
        return ORDER.compare(this, other);
    }
}
