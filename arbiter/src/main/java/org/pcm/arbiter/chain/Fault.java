package org.pcm.arbiter.chain;

/** What can be wrong with a ledger; the words are stable and stand in reports. */
public enum Fault {
    /** The source is damaged: a frame, a checksum, a missing end. */
    FRAMING,
    /** The block's bytes are not the canonical form of a block. */
    ENCODING,
    /** The first block is not a genesis block, or not the one it was pinned to. */
    GENESIS,
    /** A block has the wrong number. */
    NUMBER,
    /** A block does not continue the block before it. */
    PREVIOUS_HASH,
    /** The transactions are not those the header was made for. */
    DATA_HASH,
    /** The orderers' signatures are bad or too few. */
    ORDERER_SIGNATURE,
    /** A metadata slot says what it should not. */
    METADATA,
    /** A configuration cannot be taken over. */
    CONFIGURATION,
    /** A transaction has a validation code that the rules do not give it. */
    VALIDATION_CODE,
    /** Codes and writes do not add up to the commit hash. */
    COMMIT_HASH,
    /** Two sources hold different blocks of one number. */
    DISAGREEMENT,
    /** Something this arbiter cannot judge, and so does not pass. */
    UNSUPPORTED,
    /** The contract does not read the keys that the transaction says it read. */
    READS,
    /** The contract does not write what the transaction says it wrote. */
    WRITES,
    /** The contract does not answer what the transaction says it answered. */
    RESPONSE,
    /** The contract does not emit the event that the transaction carries. */
    EVENT
}
