package org.pcm.cooperation;

import java.util.List;

/**
 * One transaction's worth of submissions to one lane.
 *
 * @param lane {@code registry} or a cooperation's name
 * @param timestampMillis the transaction's timestamp
 * @param submissions compact JWSs; none makes a tick
 */
public record Batch(String lane, long timestampMillis, List<byte[]> submissions) {}
