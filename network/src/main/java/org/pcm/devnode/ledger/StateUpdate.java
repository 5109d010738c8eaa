package org.pcm.devnode.ledger;

import com.google.protobuf.ByteString;
import org.jspecify.annotations.Nullable;

/**
 * One key's new value.
 *
 * @param value null where the key is deleted
 * @param version the writing transaction
 */
public record StateUpdate(
        String namespace, String key, @Nullable ByteString value, Version version) {}
