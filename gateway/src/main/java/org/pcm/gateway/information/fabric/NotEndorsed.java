package org.pcm.gateway.information.fabric;

/** A transaction that did not come to be: nothing left for the orderers. */
final class NotEndorsed extends Exception {
    private static final long serialVersionUID = 1L;

    private final boolean contractBroke;

    NotEndorsed(String why, boolean contractBroke, Throwable cause) {
        super(why, cause);
        this.contractBroke = contractBroke;
    }

    /** Whether the contract itself failed: everybody who endorses would say the same. */
    boolean contractBroke() {
        return contractBroke;
    }
}
