package org.pcm.gateway.information.index;

import java.security.SecureRandom;

/**
 * Non-zero longs by non-zero keys, outside the heap: a slot is a key and its value. A key may be
 * put again.
 */
final class LongTable {
    private static final double LOAD_MAX = 0.6;
    private static final long FIRST_SLOTS = 1 << 12;

    private final long secret = new SecureRandom().nextLong();
    private final Scratch scratch;
    private LongFile entries;
    private long slots = FIRST_SLOTS;
    private long size;

    LongTable(Scratch scratch) {
        this.scratch = scratch;
        this.entries = new LongFile(scratch);
    }

    /** The value under {@code key}, 0 where there is none. */
    long get(long key) {
        return entries.get(2 * slot(entries, slots, key) + 1);
    }

    void put(long key, long value) {
        long slot = slot(entries, slots, key);
        if (entries.get(2 * slot) == 0) {
            entries.put(2 * slot, key);
            size++;
        }
        entries.put(2 * slot + 1, value);
        if (size > slots * LOAD_MAX) {
            grow();
        }
    }

    private long slot(LongFile entries, long slots, long key) {
        long mask = slots - 1;
        long slot = mixed(key) & mask;
        for (long found = entries.get(2 * slot);
                found != 0 && found != key;
                found = entries.get(2 * slot)) {
            slot = (slot + 1) & mask;
        }
        return slot;
    }

    /**
     * MurmurHash3's finish, over a secret: keys are what others sign, and must not meet by design.
     */
    private long mixed(long key) {
        long hash = key ^ secret;
        hash = (hash ^ hash >>> 33) * 0xff51afd7ed558ccdL;
        hash = (hash ^ hash >>> 33) * 0xc4ceb9fe1a85ec53L;
        return hash ^ hash >>> 33;
    }

    private void grow() {
        LongFile larger = new LongFile(scratch);
        for (long i = 0; i < slots; i++) {
            long key = entries.get(2 * i);
            if (key != 0) {
                long slot = slot(larger, 2 * slots, key);
                larger.put(2 * slot, key);
                larger.put(2 * slot + 1, entries.get(2 * i + 1));
            }
        }
        entries.drop();
        entries = larger;
        slots *= 2;
    }
}
