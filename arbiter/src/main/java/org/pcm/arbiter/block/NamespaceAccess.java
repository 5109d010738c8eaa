package org.pcm.arbiter.block;

import com.google.protobuf.ByteString;
import java.util.ArrayList;
import java.util.List;
import org.hyperledger.fabric.protos.ledger.rwset.CollectionHashedReadWriteSet;
import org.hyperledger.fabric.protos.ledger.rwset.NsReadWriteSet;
import org.hyperledger.fabric.protos.ledger.rwset.TxReadWriteSet;
import org.hyperledger.fabric.protos.ledger.rwset.kvrwset.HashedRWSet;
import org.hyperledger.fabric.protos.ledger.rwset.kvrwset.KVRWSet;

/**
 * What a transaction read and wrote in one namespace, in Fabric's own records.
 *
 * @param namespace a chaincode's name
 * @param keys public reads with their versions, range queries, writes, metadata writes
 * @param collections hashes of private reads and writes
 */
public record NamespaceAccess(String namespace, KVRWSet keys, List<CollectionAccess> collections) {

    /** Copies the list. */
    public NamespaceAccess {
        collections = List.copyOf(collections);
    }

    /** Hashed reads and writes of one private collection. */
    public record CollectionAccess(String collection, HashedRWSet keys) {

        /** Whether anything is written there. */
        public boolean writes() {
            return keys.getHashedWritesCount() > 0 || keys.getMetadataWritesCount() > 0;
        }
    }

    /** Whether anything at all is written, so that the namespace's policy must hold. */
    public boolean writes() {
        return writesOpenly() || collections.stream().anyMatch(CollectionAccess::writes);
    }

    /** Whether anything is written outside of private collections. */
    public boolean writesOpenly() {
        return keys.getWritesCount() > 0 || keys.getMetadataWritesCount() > 0;
    }

    /** Whether keys get metadata, such as an endorsement policy of their own. */
    public boolean writesMetadata() {
        return keys.getMetadataWritesCount() > 0
                || collections.stream().anyMatch(c -> c.keys().getMetadataWritesCount() > 0);
    }

    static List<NamespaceAccess> parse(ByteString results) throws Malformed {
        TxReadWriteSet set = Wire.parse(TxReadWriteSet.parser(), results, "the read-write set");
        List<NamespaceAccess> accesses = new ArrayList<>();
        for (NsReadWriteSet namespace : set.getNsRwsetList()) {
            List<CollectionAccess> collections = new ArrayList<>();
            for (CollectionHashedReadWriteSet c : namespace.getCollectionHashedRwsetList()) {
                collections.add(
                        new CollectionAccess(
                                c.getCollectionName(),
                                Wire.parse(
                                        HashedRWSet.parser(),
                                        c.getHashedRwset(),
                                        "a collection's read-write set")));
            }
            accesses.add(
                    new NamespaceAccess(
                            namespace.getNamespace(),
                            Wire.parse(
                                    KVRWSet.parser(),
                                    namespace.getRwset(),
                                    "a namespace's read-write set"),
                            collections));
        }
        return accesses;
    }
}
