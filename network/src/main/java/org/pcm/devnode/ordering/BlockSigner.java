package org.pcm.devnode.ordering;

import com.google.protobuf.ByteString;
import com.google.protobuf.CodedOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.security.SecureRandom;
import java.util.List;
import org.hyperledger.fabric.protos.common.BlockHeader;
import org.hyperledger.fabric.protos.common.IdentifierHeader;
import org.hyperledger.fabric.protos.common.LastConfig;
import org.hyperledger.fabric.protos.common.Metadata;
import org.hyperledger.fabric.protos.common.MetadataSignature;
import org.hyperledger.fabric.protos.common.OrdererBlockMetadata;
import org.pcm.devnode.block.Hashes;
import org.pcm.devnode.identity.Organisation;

/**
 * Signs blocks as a quorum of BFT orderers. Each signs the signatures' metadata value, its own
 * identifier header (which names a consenter of the configuration, not a certificate) and the block
 * header's DER.
 */
final class BlockSigner {
    private static final int NONCE_BYTES = 24;

    /** Field of SmartBFT's ViewMetadata, whose definition the Java protos lack. */
    private static final int LATEST_SEQUENCE = 2;

    private final List<Organisation> signers;
    private final SecureRandom random = new SecureRandom();

    BlockSigner(List<Organisation> signers) {
        this.signers = List.copyOf(signers);
    }

    /** The metadata slot of the signatures. */
    Metadata sign(BlockHeader header, LastConfig lastConfig) {
        ByteString value =
                OrdererBlockMetadata.newBuilder()
                        .setLastConfig(lastConfig)
                        .setConsenterMetadata(viewMetadata(header.getNumber()))
                        .build()
                        .toByteString();
        byte[] headerBytes = Hashes.headerBytes(header);
        Metadata.Builder metadata = Metadata.newBuilder().setValue(value);
        for (Organisation signer : signers) {
            ByteString identifier = identifier(signer.number());
            metadata.addSignatures(
                    MetadataSignature.newBuilder()
                            .setIdentifierHeader(identifier)
                            .setSignature(
                                    signer.orderer()
                                            .sign(
                                                    value.toByteArray(),
                                                    identifier.toByteArray(),
                                                    headerBytes)));
        }
        return metadata.build();
    }

    private ByteString identifier(int consenter) {
        byte[] nonce = new byte[NONCE_BYTES];
        random.nextBytes(nonce);
        return IdentifierHeader.newBuilder()
                .setIdentifier(consenter)
                .setNonce(ByteString.copyFrom(nonce))
                .build()
                .toByteString();
    }

    private static ByteString viewMetadata(long sequence) {
        byte[] bytes = new byte[CodedOutputStream.computeUInt64Size(LATEST_SEQUENCE, sequence)];
        try {
            CodedOutputStream.newInstance(bytes).writeUInt64(LATEST_SEQUENCE, sequence);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return ByteString.copyFrom(bytes);
    }
}
