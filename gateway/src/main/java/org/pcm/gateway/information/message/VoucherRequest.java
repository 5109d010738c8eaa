package org.pcm.gateway.information.message;

import org.pcm.cooperation.member.Tier;

/**
 * Somebody asks a registrar to countersign a registration.
 *
 * @param kid the key that shall be registered
 */
public record VoucherRequest(String ledger, String name, Tier tier, String kid) {}
