package org.pcm.arbiter.ledger;

import com.google.protobuf.ByteString;

/**
 * The state of one key after a transaction.
 *
 * @param value empty when the transaction deleted the key
 * @param deleted whether the key is gone
 */
public record Entry(ByteString value, boolean deleted, Height version) {}
