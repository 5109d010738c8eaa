package org.pcm.arbiter.ledger;

import com.google.protobuf.ByteString;
import java.util.Comparator;

/** The order of keys in a Fabric ledger: by their UTF-8 bytes, unlike Java's strings. */
final class Keys {
    /** Orders strings by their UTF-8 bytes. */
    static final Comparator<String> ORDER =
            (a, b) ->
                    ByteString.unsignedLexicographicalComparator()
                            .compare(ByteString.copyFromUtf8(a), ByteString.copyFromUtf8(b));

    /** Orders key bytes. */
    static final Comparator<ByteString> BYTES = ByteString.unsignedLexicographicalComparator();

    private Keys() {}
}
