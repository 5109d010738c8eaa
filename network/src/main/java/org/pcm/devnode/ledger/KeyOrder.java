package org.pcm.devnode.ledger;

import java.util.Comparator;

/**
 * Fabric's order of keys: by their UTF-8 bytes. Java compares UTF-16 units, which puts characters
 * beyond the basic plane (written as surrogates, D800–DFFF) before E000–FFFF; UTF-8 puts them
 * after.
 */
public final class KeyOrder {
    /** Orders strings as their UTF-8 bytes are ordered. */
    public static final Comparator<String> BY_UTF8 = KeyOrder::compare;

    private static final int LIFT = 0x10000;

    private KeyOrder() {}

    private static int compare(String a, String b) {
        int common = Math.min(a.length(), b.length());
        for (int i = 0; i < common; i++) {
            char x = a.charAt(i);
            char y = b.charAt(i);
            if (x != y) {
                return Integer.compare(weight(x), weight(y));
            }
        }
        return Integer.compare(a.length(), b.length());
    }

    private static int weight(char unit) {
        return Character.isSurrogate(unit) ? unit + LIFT : unit;
    }
}
