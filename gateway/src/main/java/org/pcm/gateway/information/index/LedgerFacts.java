package org.pcm.gateway.information.index;

import java.util.Optional;
import org.pcm.cooperation.member.Founding;

/**
 * What stands fixed since the ledger's start.
 *
 * @param ledger its id
 * @param genesis hash of the first block's header, hex
 * @param founding what the contract was founded with, once it was (docs/protocol.md §9)
 */
public record LedgerFacts(String ledger, String genesis, Optional<Founding> founding) {
    private static final int ID_CHARS = 32;

    static LedgerFacts unfounded(String genesis) {
        return new LedgerFacts(genesis.substring(0, ID_CHARS), genesis, Optional.empty());
    }

    LedgerFacts founded(Founding by) {
        return new LedgerFacts(ledger, genesis, Optional.of(by));
    }

    /** Whether the contract has been founded. */
    public boolean isFounded() {
        return founding.isPresent();
    }

    /** Tolerated clock error, 0 until the ledger is founded. */
    public long clockErrorMillis() {
        return founding.map(Founding::clockErrorMillis).orElse(0L);
    }
}
