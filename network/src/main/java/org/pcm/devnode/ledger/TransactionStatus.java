package org.pcm.devnode.ledger;

/**
 * What became of a transaction.
 *
 * @param code the validation code, 0 for valid
 */
public record TransactionStatus(long block, int index, int code) {}
