package org.pcm.gateway.information.index;

/**
 * What stands fixed since the ledger's start.
 *
 * @param ledger its id
 * @param genesis hash of the first block's header, hex
 * @param clockErrorMillis tolerated clock error; negative until the ledger is founded
 */
public record LedgerFacts(String ledger, String genesis, long clockErrorMillis) {
    private static final int ID_CHARS = 32;

    static LedgerFacts unfounded(String genesis) {
        return new LedgerFacts(genesis.substring(0, ID_CHARS), genesis, -1);
    }

    LedgerFacts founded(long toleratedMillis) {
        return new LedgerFacts(ledger, genesis, toleratedMillis);
    }

    /** Whether the contract has been founded (docs/protocol.md §9). */
    public boolean isFounded() {
        return clockErrorMillis >= 0;
    }
}
