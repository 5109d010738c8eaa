package org.pcm.gateway.business;

import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import org.pcm.cooperation.submission.Door;

/**
 * The stated order of the production queue (B3): keys by SHA-256(previous head's chain ‖ kid). The
 * contract sorts a batch the same way, so no gateway chooses who wins a race.
 */
final class ProductionOrder {
    private ProductionOrder() {}

    @SuppressWarnings("ArrayRecordComponent") // compared by what it holds
    private record Ranked(byte[] rank, String kid) {}

    static List<String> of(Collection<String> kids, byte[] chain) {
        if (kids.size() < 2) {
            return List.copyOf(kids);
        }
        return kids.stream()
                .map(kid -> new Ranked(Door.rank(chain, kid), kid))
                .sorted(Comparator.comparing(Ranked::rank, Arrays::compareUnsigned))
                .map(Ranked::kid)
                .toList();
    }
}
