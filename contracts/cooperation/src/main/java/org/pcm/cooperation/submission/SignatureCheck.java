package org.pcm.cooperation.submission;

/**
 * Checks ES256 signatures; supplied by the host, so that each may use the fastest provider it has.
 */
@FunctionalInterface
public interface SignatureCheck {
    /**
     * Whether {@code signature} over {@code signedBytes} was made by the owner of {@code key}.
     * False, never an exception, for anything malformed: a key that is no point on P-256 included.
     *
     * @param key 64 bytes: x‖y, big-endian
     * @param signature 64 bytes: r‖s, big-endian; high s is allowed
     */
    boolean verify(byte[] key, byte[] signedBytes, byte[] signature);
}
