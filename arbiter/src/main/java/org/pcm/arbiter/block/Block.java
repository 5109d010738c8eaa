package org.pcm.arbiter.block;

import com.google.protobuf.ByteString;
import java.util.ArrayList;
import java.util.List;
import org.hyperledger.fabric.protos.common.LastConfig;
import org.hyperledger.fabric.protos.common.Metadata;
import org.pcm.arbiter.signature.Sha256;

/**
 * One Fabric block, taken apart. Parsing checks its form to the last byte (one canonical encoding,
 * five metadata slots, no unknown field) but believes its content: hashes, signatures and
 * validation codes are judged elsewhere. Immutable; byte strings are views into {@link #bytes()}.
 *
 * <pre>{@code
 * Block block = Block.parse(bytes);
 * for (Invocation call : block.validInvocations("pcm")) {
 *     index(block.number(), call.index(), call.header().txId(), call.arguments());
 * }
 * }</pre>
 */
public final class Block {
    private static final int SIGNATURES_SLOT = 0;
    private static final int LAST_CONFIG_SLOT = 1;
    private static final int TRANSACTIONS_FILTER_SLOT = 2;
    private static final int ORDERER_SLOT = 3;
    private static final int COMMIT_HASH_SLOT = 4;
    private static final int SLOTS = 5;

    private final ByteString bytes;
    private final Header header;
    private final List<Transaction> transactions;
    private final OrdererSeal seal;
    private final long lastConfig;
    private final ByteString codes;
    private final ByteString ordererSlot;
    private final ByteString commitHash;

    private Block(ByteString bytes, org.hyperledger.fabric.protos.common.Block block)
            throws Malformed {
        this.bytes = bytes;
        if (!block.hasHeader() || !block.hasData() || !block.hasMetadata()) {
            throw new Malformed("the block lacks its header, its data or its metadata");
        }
        var protoHeader = block.getHeader();
        header =
                new Header(
                        protoHeader.getNumber(),
                        protoHeader.getPreviousHash(),
                        protoHeader.getDataHash());
        List<ByteString> slots = block.getMetadata().getMetadataList();
        if (slots.size() != SLOTS) {
            throw new Malformed("the block has " + slots.size() + " metadata slots, not " + SLOTS);
        }
        seal = OrdererSeal.parse(slots.get(SIGNATURES_SLOT));
        lastConfig = lastConfig(slots.get(LAST_CONFIG_SLOT));
        codes = slots.get(TRANSACTIONS_FILTER_SLOT);
        ordererSlot = slots.get(ORDERER_SLOT);
        commitHash = commitHash(slots.get(COMMIT_HASH_SLOT));
        transactions = transactions(block.getData().getDataList(), codes);
    }

    /** Takes a serialised {@code common.Block} apart; the bytes must not change afterwards. */
    public static Block parse(ByteString bytes) throws Malformed {
        return new Block(
                bytes,
                Wire.parseCanonical(
                        org.hyperledger.fabric.protos.common.Block.parser(), bytes, "the block"));
    }

    /** The serialised block. */
    public ByteString bytes() {
        return bytes;
    }

    /** The block's number, unsigned; the genesis block is 0. */
    public long number() {
        return header.number();
    }

    /** The header that the hash chain runs through. */
    public Header header() {
        return header;
    }

    /** The block's hash, 32 bytes. */
    public ByteString hash() {
        return header.hash();
    }

    /** What {@code header().dataHash()} must be: the hash of all envelopes laid end to end. */
    public ByteString computedDataHash() {
        return Sha256.of(transactions.stream().map(Transaction::bytes).toList());
    }

    /** All transactions in order, valid or not. */
    public List<Transaction> transactions() {
        return transactions;
    }

    /** The orderers' signatures and what they cover. */
    public OrdererSeal seal() {
        return seal;
    }

    /** The number in the slot LAST_CONFIG, which nobody signs; the seal says the same, signed. */
    public long lastConfig() {
        return lastConfig;
    }

    /** The slot TRANSACTIONS_FILTER: one validation code a transaction. */
    public ByteString codes() {
        return codes;
    }

    /** The slot ORDERER, which Fabric no longer uses: empty in a good block. */
    public ByteString ordererSlot() {
        return ordererSlot;
    }

    /** The peers' running hash over codes and writes, empty in block 0. */
    public ByteString commitHash() {
        return commitHash;
    }

    /**
     * The valid chaincode calls of this block, in order: what an index or an agent reads. A
     * transaction that says it is valid and cannot be read is left out; only an audit finds that.
     * So is one that need not have been endorsed by the chaincode's own policy ({@link
     * NamespaceAccess#writesAside}).
     *
     * @param chaincode the chaincode's name
     */
    public List<Invocation> validInvocations(String chaincode) {
        List<Invocation> calls = new ArrayList<>();
        for (Transaction transaction : transactions) {
            if (transaction.valid()) {
                transaction
                        .readInvocation()
                        .filter(call -> call.chaincode().equals(chaincode))
                        .filter(call ->
                                call.accessTo(chaincode).stream()
                                        .noneMatch(NamespaceAccess::writesAside))
                        .ifPresent(calls::add);
            }
        }
        return calls;
    }

    private static long lastConfig(ByteString slot) throws Malformed {
        ByteString value = unsignedSlot(slot, "the metadata slot LAST_CONFIG");
        return Wire.parseCanonical(LastConfig.parser(), value, "the metadata slot LAST_CONFIG")
                .getIndex();
    }

    private static ByteString commitHash(ByteString slot) throws Malformed {
        return unsignedSlot(slot, "the metadata slot COMMIT_HASH");
    }

    private static ByteString unsignedSlot(ByteString slot, String what) throws Malformed {
        Metadata metadata = Wire.parseCanonical(Metadata.parser(), slot, what);
        if (metadata.getSignaturesCount() != 0) {
            throw new Malformed(what + " carries signatures where none belong");
        }
        return metadata.getValue();
    }

    private static List<Transaction> transactions(List<ByteString> envelopes, ByteString codes)
            throws Malformed {
        if (envelopes.isEmpty()) {
            throw new Malformed("the block holds no transaction");
        }
        if (envelopes.size() != codes.size()) {
            throw new Malformed(
                    "the block holds "
                            + envelopes.size()
                            + " transactions and "
                            + codes.size()
                            + " validation codes");
        }
        List<Transaction> transactions = new ArrayList<>(envelopes.size());
        for (int i = 0; i < envelopes.size(); i++) {
            transactions.add(new Transaction(i, envelopes.get(i), codes.byteAt(i) & 0xff));
        }
        return List.copyOf(transactions);
    }
}
