package org.pcm.arbiter.chain;

import com.google.protobuf.ByteString;
import java.util.HashSet;
import java.util.Set;
import org.pcm.arbiter.block.NamespaceAccess;

/**
 * The keys whose own policies the well endorsed transactions of a block change. Which policy holds
 * for them is unclear until the block ends, so no later transaction of the block may write them.
 */
final class KeyPolicyChanges {
    private final Set<Key> changed = new HashSet<>();

    private record Key(String namespace, String collection, ByteString key) {}

    void note(NamespaceAccess access) {
        String namespace = access.namespace();
        access.keys()
                .getMetadataWritesList()
                .forEach(w -> changed.add(new Key(namespace, "", w.getKeyBytes())));
        for (NamespaceAccess.CollectionAccess each : access.collections()) {
            each.keys()
                    .getMetadataWritesList()
                    .forEach(w ->
                            changed.add(new Key(namespace, each.collection(), w.getKeyHash())));
        }
    }

    boolean contains(String namespace, String collection, ByteString key) {
        return changed.contains(new Key(namespace, collection, key));
    }
}
