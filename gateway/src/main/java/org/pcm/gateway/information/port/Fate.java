package org.pcm.gateway.information.port;

/** What became of a transaction, as far as it is known. */
public sealed interface Fate {
    /** It is on the ledger and valid. */
    record Committed(String transactionId, long block) implements Fate {}

    /**
     * It is on the ledger and void: nothing happened.
     *
     * @param conflict whether another transaction was faster, so that it may be tried again
     * @param code Fabric's validation code
     */
    record Invalid(String transactionId, long block, boolean conflict, String code)
            implements Fate {}

    /**
     * It never left for the orderers: nothing happened.
     *
     * @param contractBroke whether the contract itself failed on it, as it would anywhere
     */
    record NotSent(String why, boolean contractBroke) implements Fate {}

    /** It may or may not come to be; ask again. */
    record Unknown(String transactionId, String why) implements Fate {}
}
