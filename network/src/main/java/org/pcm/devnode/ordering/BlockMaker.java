package org.pcm.devnode.ordering;

import com.google.protobuf.ByteString;
import java.io.IOException;
import java.util.List;
import org.hyperledger.fabric.protos.common.Block;
import org.hyperledger.fabric.protos.common.BlockData;
import org.hyperledger.fabric.protos.common.BlockHeader;
import org.hyperledger.fabric.protos.common.BlockMetadata;
import org.hyperledger.fabric.protos.common.Envelope;
import org.hyperledger.fabric.protos.common.LastConfig;
import org.hyperledger.fabric.protos.common.Metadata;
import org.pcm.devnode.block.Hashes;
import org.pcm.devnode.identity.Organisation;
import org.pcm.devnode.ledger.CommitHash;
import org.pcm.devnode.ledger.Ledger;
import org.pcm.devnode.validation.BlockValidation;

/** Makes the next block of some transactions: orders, signs, validates and commits it. */
public final class BlockMaker {
    private final Ledger ledger;
    private final BlockValidation validation;
    private final BlockSigner signer;

    /**
     * @param signers the organisations whose orderers sign: a quorum
     */
    public BlockMaker(Ledger ledger, BlockValidation validation, List<Organisation> signers) {
        this.ledger = ledger;
        this.validation = validation;
        this.signer = new BlockSigner(signers);
    }

    /**
     * Commits one block.
     *
     * @throws IOException when it cannot be written
     */
    void commit(List<Envelope> transactions) throws IOException {
        BlockData data =
                BlockData.newBuilder()
                        .addAllData(transactions.stream().map(Envelope::toByteString).toList())
                        .build();
        BlockHeader last = ledger.last();
        BlockHeader header =
                BlockHeader.newBuilder()
                        .setNumber(last.getNumber() + 1)
                        .setPreviousHash(Hashes.headerHash(last))
                        .setDataHash(Hashes.dataHash(data))
                        .build();
        BlockValidation.Result result =
                validation.validate(header.getNumber(), transactions, ledger.state());
        Block block =
                Block.newBuilder()
                        .setHeader(header)
                        .setData(data)
                        .setMetadata(metadata(header, result))
                        .build();
        ledger.commit(block, result.updates());
    }

    /** Signatures, last configuration, validation codes, an unused slot, commit hash. */
    private BlockMetadata metadata(BlockHeader header, BlockValidation.Result result) {
        LastConfig lastConfig = LastConfig.newBuilder().setIndex(0).build();
        ByteString commitHash =
                CommitHash.of(result.filter(), result.updates(), ledger.commitHash());
        return BlockMetadata.newBuilder()
                .addMetadata(signer.sign(header, lastConfig).toByteString())
                .addMetadata(value(lastConfig.toByteString()))
                .addMetadata(result.filter())
                .addMetadata(ByteString.EMPTY)
                .addMetadata(value(commitHash))
                .build();
    }

    private static ByteString value(ByteString bytes) {
        return Metadata.newBuilder().setValue(bytes).build().toByteString();
    }
}
