package org.pcm.cooperation.submission;

/** Commands about keys, in the lane of the registry. */
public sealed interface KeyCommand extends Command {
    /**
     * A further key of the sender, 64 bytes; {@code proof} is signed by that key, so that nobody
     * takes another's.
     */
    @SuppressWarnings("ArrayRecordComponent") // a value handed on, never compared
    record AddKey(byte[] key, String proof) implements KeyCommand {}

    /** The key speaks for the sender no more, and never again for anybody. */
    record RevokeKey(String kid) implements KeyCommand {}

    /** All keys are lost: a new one, which signs this, takes their place by a registrar's word. */
    record Recover(String name, String voucher) implements KeyCommand {}
}
