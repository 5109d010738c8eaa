package org.pcm.gateway.information.port;

import java.util.List;

/**
 * The ledger as a place to put transactions. What a failed call may have left behind is part of the
 * answer: nothing, a known failure, or something to ask again about.
 */
public interface Ledger {
    /**
     * Endorses, submits and waits for the commit. Blocks for seconds at worst.
     *
     * @param function the chaincode's function
     * @param arguments text, in order
     */
    Fate submit(String function, List<String> arguments);

    /** Asks what became of a transaction whose fate was unknown. */
    Fate ask(String transactionId);

    /** The lane's version as the peer has it now, 0 where nobody has opened it. */
    long version(String lane) throws LedgerUnreachable;
}
