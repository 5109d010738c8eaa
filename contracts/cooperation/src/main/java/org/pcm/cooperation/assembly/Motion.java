package org.pcm.cooperation.assembly;

import java.util.Comparator;

/**
 * Something that members can carry together, whenever enough of them support it.
 *
 * @param about the member that it is about, 0 where it is about none
 */
public record Motion(Subject subject, int about) implements Comparable<Motion> {
    /** The names are the wire form. The order is the ledger's encoding: append only. */
    public enum Subject {
        /** The round ends. */
        endRound,
        /** The coordinator stands for election. */
        noConfidence,
        /** The member is suspended. */
        suspend,
        /** The suspended member is readmitted. */
        readmit;

        /** Whether it is about a member. */
        public boolean aboutMember() {
            return this == suspend || this == readmit;
        }
    }

    private static final Comparator<Motion> ORDER =
            Comparator.comparing(Motion::subject).thenComparingInt(Motion::about);

    @Override
    public int compareTo(Motion other) {
        return ORDER.compare(this, other);
    }
}
