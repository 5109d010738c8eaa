package org.pcm.devnode.ledger;

import com.google.protobuf.ByteString;

/** A value of the state with the transaction that wrote it. */
public record VersionedValue(ByteString value, Version version) {}
