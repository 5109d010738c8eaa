package org.pcm.arbiter.ledger;

import org.hyperledger.fabric.protos.peer.TxValidationCode;

/**
 * Why a transaction's reads no longer hold.
 *
 * @param code MVCC_READ_CONFLICT or PHANTOM_READ_CONFLICT
 * @param key the key, or the start of the range
 */
public record Conflict(TxValidationCode code, String key, String why) {}
