package org.pcm.gateway.information.index;

/**
 * Non-zero longs by non-zero keys in two flat arrays: 16 bytes an entry at full load, where a hash
 * map of objects takes a hundred. A key may be put again.
 */
final class LongTable {
    private static final double LOAD_MAX = 0.6;

    private long[] keys = new long[1 << 10];
    private long[] values = new long[1 << 10];
    private int size;

    /** The value under {@code key}, 0 where there is none. */
    long get(long key) {
        return values[slot(keys, key)];
    }

    void put(long key, long value) {
        int slot = slot(keys, key);
        if (keys[slot] == 0) {
            keys[slot] = key;
            size++;
        }
        values[slot] = value;
        if (size > keys.length * LOAD_MAX) {
            grow();
        }
    }

    private static int slot(long[] keys, long key) {
        int mask = keys.length - 1;
        int slot = (int) ((key * 0x9E3779B97F4A7C15L) >>> 20) & mask;
        while (keys[slot] != 0 && keys[slot] != key) {
            slot = (slot + 1) & mask;
        }
        return slot;
    }

    private void grow() {
        long[] oldKeys = keys;
        long[] oldValues = values;
        keys = new long[2 * oldKeys.length];
        values = new long[2 * oldValues.length];
        for (int i = 0; i < oldKeys.length; i++) {
            if (oldKeys[i] != 0) {
                int slot = slot(keys, oldKeys[i]);
                keys[slot] = oldKeys[i];
                values[slot] = oldValues[i];
            }
        }
    }
}
