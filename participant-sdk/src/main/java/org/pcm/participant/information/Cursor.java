package org.pcm.participant.information;

import java.util.Comparator;

/**
 * A place in a lane's stream: every item at or before it has been read.
 *
 * @param block the block's number
 * @param transaction the transaction's place in its block
 * @param item the item's place in its transaction: its events, then its outcomes
 */
public record Cursor(long block, int transaction, int item) implements Comparable<Cursor> {

    /** Before the first item of the ledger. */
    public static final Cursor START = new Cursor(0, 0, -1);

    /** The largest place that a cursor's text has room for. */
    private static final int MOST = 999_999;

    private static final Comparator<Cursor> ORDER =
            Comparator.comparingLong(Cursor::block)
                    .thenComparingInt(Cursor::transaction)
                    .thenComparingInt(Cursor::item);

    /** Behind everything in the blocks below {@code height}. */
    public static Cursor before(long height) {
        return new Cursor(height - 1, MOST, MOST);
    }

    /** Reads {@code block.transaction.item}; {@code 0} is the ledger's beginning. */
    public static Cursor parse(String text) {
        if (text.equals("0")) {
            return START;
        }
        String[] parts = text.split("\\.", -1);
        if (parts.length != 3) {
            throw new IllegalArgumentException("not a cursor: " + text);
        }
        return new Cursor(
                Long.parseLong(parts[0]), Integer.parseInt(parts[1]), Integer.parseInt(parts[2]));
    }

    @Override
    public int compareTo(Cursor other) {
        return ORDER.compare(this, other);
    }

    /** The form that {@link #parse} reads and gateways understand. */
    @Override
    public String toString() {
        return item < 0 ? "0" : block + "." + transaction + "." + item;
    }
}
