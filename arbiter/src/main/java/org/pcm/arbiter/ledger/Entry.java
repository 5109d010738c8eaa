package org.pcm.arbiter.ledger;

import com.google.protobuf.ByteString;

/**
 * The state of one key after a transaction.
 *
 * @param value empty when the transaction deleted the key
 * @param deleted whether the key is gone
 * @param metadata what is kept of the key beside its value, such as an endorsement policy of its
 *     own: a serialised {@code kvrwset.KVMetadataWrite}; empty where there is nothing
 */
public record Entry(ByteString value, boolean deleted, Height version, ByteString metadata) {}
