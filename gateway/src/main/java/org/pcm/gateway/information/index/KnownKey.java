package org.pcm.gateway.information.index;

/**
 * A registered key.
 *
 * @param participant whose it is
 * @param key 64 bytes x‖y
 */
@SuppressWarnings("ArrayRecordComponent") // a value handed on, never compared
public record KnownKey(String kid, String participant, byte[] key) {}
