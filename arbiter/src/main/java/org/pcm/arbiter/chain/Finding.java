package org.pcm.arbiter.chain;

import java.util.OptionalInt;

/**
 * The first thing found wrong.
 *
 * @param block the block's number, by its place in the chain
 * @param transaction the transaction's place in the block, where one is to blame
 * @param key the ledger key concerned; empty where there is none
 * @param why a sentence for people
 */
public record Finding(long block, OptionalInt transaction, String key, Fault fault, String why) {

    /** A finding about a whole block. */
    public static Finding inBlock(long block, Fault fault, String why) {
        return new Finding(block, OptionalInt.empty(), "", fault, why);
    }

    /** A finding about one transaction. */
    public static Finding inTransaction(long block, int transaction, Fault fault, String why) {
        return new Finding(block, OptionalInt.of(transaction), "", fault, why);
    }

    /** A finding about one key that a transaction touched. */
    public static Finding atKey(long block, int transaction, String key, Fault fault, String why) {
        return new Finding(block, OptionalInt.of(transaction), key, fault, why);
    }

    @Override
    public String toString() {
        StringBuilder text = new StringBuilder("block ").append(Long.toUnsignedString(block));
        transaction.ifPresent(index -> text.append(", transaction ").append(index));
        if (!key.isEmpty()) {
            text.append(", key ").append(key);
        }
        return text.append(": ").append(why).append(" (").append(fault).append(')').toString();
    }
}
