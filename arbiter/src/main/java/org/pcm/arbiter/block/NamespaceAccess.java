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
            return !writtenKeys().isEmpty();
        }

        /** The hashes of the keys whose value or metadata are written. */
        public List<ByteString> writtenKeys() {
            List<ByteString> written = new ArrayList<>();
            keys.getHashedWritesList().forEach(w -> written.add(w.getKeyHash()));
            keys.getMetadataWritesList().forEach(w -> written.add(w.getKeyHash()));
            return written;
        }
    }

    /** Whether anything at all is written, so that the namespace's policy must hold. */
    public boolean writes() {
        return !writtenKeys().isEmpty() || collections.stream().anyMatch(c -> c.writes());
    }

    /** The public keys whose value or metadata are written. */
    public List<ByteString> writtenKeys() {
        List<ByteString> written = new ArrayList<>();
        keys.getWritesList().forEach(w -> written.add(w.getKeyBytes()));
        keys.getMetadataWritesList().forEach(w -> written.add(w.getKeyBytes()));
        return written;
    }

    /**
     * Whether private data or keys' metadata are written. Such a call may rest on the policy of a
     * collection or of a key alone, which may be that of a single organisation, so it does not
     * speak for its chaincode.
     */
    public boolean writesAside() {
        return keys.getMetadataWritesCount() > 0 || collections.stream().anyMatch(c -> c.writes());
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
