package org.pcm.devnode.ledger;

/** Where a value was written: the block and the transaction's place in it. */
public record Version(long block, long transaction) {}
