package org.pcm.participant.information;

import org.pcm.participant.json.JsonObject;

/**
 * The ledger that a gateway serves.
 *
 * @param id the ledger id that submissions and tokens name
 * @param genesis the genesis block's header hash, hex
 * @param chaincode the name of the chaincode that holds the contract
 * @param clockErrorMillis how far clocks may be apart
 * @param height the number of blocks
 */
public record LedgerInfo(
        String id, String genesis, String chaincode, long clockErrorMillis, long height) {

    /** Reads a gateway's answer; fields that later gateways add are passed over. */
    public static LedgerInfo read(JsonObject from) {
        return new LedgerInfo(
                from.text("ledger"),
                from.text("genesis"),
                from.text("chaincode"),
                from.number("clockErrorMillis", 0, Long.MAX_VALUE),
                from.number("height", 0, Long.MAX_VALUE));
    }
}
