package org.pcm.gateway.information.message;

import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A place on the ledger: item {@code item} (events first, then outcomes) of transaction {@code
 * transaction} in block {@code block}. Its text form is {@code block.transaction.item}.
 */
public record Cursor(long block, int transaction, int item) implements Comparable<Cursor> {
    /** Before everything. */
    public static final Cursor START = new Cursor(0, 0, -1);

    private static final Pattern TEXT = Pattern.compile("(\\d{1,15})\\.(\\d{1,6})\\.(\\d{1,6})");

    /** Reads the text form; {@code 0} is {@link #START}. */
    public static Optional<Cursor> parse(String text) {
        if (text.equals("0")) {
            return Optional.of(START);
        }
        var match = TEXT.matcher(text);
        if (!match.matches()) {
            return Optional.empty();
        }
        return Optional.of(
                new Cursor(
                        Long.parseLong(match.group(1)),
                        Integer.parseInt(match.group(2)),
                        Integer.parseInt(match.group(3))));
    }

    @Override
    public int compareTo(Cursor other) {
        int byBlock = Long.compare(block, other.block);
        if (byBlock != 0) {
            return byBlock;
        }
        int byTransaction = Integer.compare(transaction, other.transaction);
        return byTransaction != 0 ? byTransaction : Integer.compare(item, other.item);
    }

    @Override
    public String toString() {
        return block + "." + transaction + "." + item;
    }
}
