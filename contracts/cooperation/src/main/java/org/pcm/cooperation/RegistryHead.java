package org.pcm.cooperation;

import org.jspecify.annotations.Nullable;
import org.pcm.cooperation.page.PageReader;
import org.pcm.cooperation.page.PageWriter;

/**
 * The head of the registry's lane.
 *
 * @param version batches so far
 * @param clock the lane's clock, milliseconds
 * @param chain SHA-256 chained over all submissions that took effect
 * @param participants how many have registered
 */
@SuppressWarnings("ArrayRecordComponent") // a value handed on, never compared
public record RegistryHead(long version, long clock, byte[] chain, long participants) {
    private static final int CHAIN_BYTES = 32;

    public static RegistryHead read(byte @Nullable [] page) {
        if (page == null) {
            return new RegistryHead(0, 0, new byte[CHAIN_BYTES], 0);
        }
        PageReader from = new PageReader(page);
        RegistryHead head =
                new RegistryHead(
                        from.number(), from.number(), from.raw(CHAIN_BYTES), from.number());
        from.end();
        return head;
    }

    byte[] write() {
        return new PageWriter()
                .number(version)
                .number(clock)
                .raw(chain)
                .number(participants)
                .done();
    }
}
