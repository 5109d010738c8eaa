package org.pcm.arbiter.ledger;

import com.google.protobuf.ByteString;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import org.hyperledger.fabric.protos.ledger.rwset.kvrwset.KVRead;
import org.hyperledger.fabric.protos.ledger.rwset.kvrwset.KVReadHash;
import org.hyperledger.fabric.protos.ledger.rwset.kvrwset.RangeQueryInfo;
import org.hyperledger.fabric.protos.peer.TxValidationCode;
import org.jspecify.annotations.Nullable;
import org.pcm.arbiter.block.NamespaceAccess;

/** Fabric's test whether what a transaction read still stands when it is committed. */
final class Reads {
    private final State state;

    Reads(State state) {
        this.state = state;
    }

    Optional<Conflict> conflict(List<NamespaceAccess> accesses, Updates updates) {
        for (NamespaceAccess access : accesses) {
            Optional<Conflict> conflict =
                    keys(access, updates)
                            .or(() -> ranges(access, updates))
                            .or(() -> hashedKeys(access, updates));
            if (conflict.isPresent()) {
                return conflict;
            }
        }
        return Optional.empty();
    }

    private Optional<Conflict> keys(NamespaceAccess access, Updates updates) {
        Space space = new Space(access.namespace(), "");
        for (KVRead read : access.keys().getReadsList()) {
            String why =
                    stale(
                            space,
                            read.getKeyBytes(),
                            Height.of(read.hasVersion(), read.getVersion()),
                            updates);
            if (!why.isEmpty()) {
                return Optional.of(
                        new Conflict(TxValidationCode.MVCC_READ_CONFLICT, read.getKey(), why));
            }
        }
        return Optional.empty();
    }

    private Optional<Conflict> hashedKeys(NamespaceAccess access, Updates updates) {
        for (var collection : access.collections()) {
            Space space = new Space(access.namespace(), collection.collection());
            for (KVReadHash read : collection.keys().getHashedReadsList()) {
                String why =
                        stale(
                                space,
                                read.getKeyHash(),
                                Height.of(read.hasVersion(), read.getVersion()),
                                updates);
                if (!why.isEmpty()) {
                    return Optional.of(
                            new Conflict(
                                    TxValidationCode.MVCC_READ_CONFLICT,
                                    collection.collection() + " (hashed key)",
                                    why));
                }
            }
        }
        return Optional.empty();
    }

    /** Why a read does not hold; empty when it does. */
    private String stale(
            Space space, ByteString key, @Nullable Height readVersion, Updates updates) {
        if (updates.get(space, key) != null) {
            return "an earlier transaction of the block wrote it";
        }
        Entry entry = state.committed(space, key);
        Height version = entry == null ? null : entry.version();
        return Objects.equals(version, readVersion)
                ? ""
                : "read at version " + readVersion + ", is at " + version;
    }

    private Optional<Conflict> ranges(NamespaceAccess access, Updates updates) {
        Space space = new Space(access.namespace(), "");
        for (RangeQueryInfo query : access.keys().getRangeQueriesInfoList()) {
            NavigableMap<ByteString, Height> rows = rows(space, query, updates);
            if (!RangeSummary.matches(query, rows)) {
                return Optional.of(
                        new Conflict(
                                TxValidationCode.PHANTOM_READ_CONFLICT,
                                query.getStartKey(),
                                "the range up to " + query.getEndKey() + " holds other rows now"));
            }
        }
        return Optional.empty();
    }

    /** The rows a range query gives now; its end key counts when the query stopped at it. */
    private NavigableMap<ByteString, Height> rows(
            Space space, RangeQueryInfo query, Updates updates) {
        NavigableMap<ByteString, Height> rows = new TreeMap<>(Keys.BYTES);
        range(state.entries(space), query).forEach((k, e) -> rows.put(k, e.version()));
        NavigableMap<ByteString, Entry> changed = updates.spaces().get(space);
        if (changed != null) {
            range(changed, query)
                    .forEach((key, entry) -> {
                        if (entry.deleted()) {
                            rows.remove(key);
                        } else {
                            rows.put(key, entry.version());
                        }
                    });
        }
        return rows;
    }

    private static Map<ByteString, Entry> range(
            NavigableMap<ByteString, Entry> entries, RangeQueryInfo query) {
        ByteString start = query.getStartKeyBytes();
        ByteString end = query.getEndKeyBytes();
        boolean withEnd = !query.getItrExhausted();
        if (end.isEmpty()) {
            return entries.tailMap(start, true);
        }
        return Keys.BYTES.compare(start, end) > 0
                ? Map.of()
                : entries.subMap(start, true, end, withEnd);
    }
}
