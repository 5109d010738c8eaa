package org.pcm.arbiter.block;

import com.google.protobuf.ByteString;
import java.util.ArrayList;
import java.util.List;
import org.hyperledger.fabric.protos.common.IdentifierHeader;
import org.hyperledger.fabric.protos.common.Metadata;
import org.hyperledger.fabric.protos.common.MetadataSignature;
import org.hyperledger.fabric.protos.common.OrdererBlockMetadata;
import org.hyperledger.fabric.protos.common.SignatureHeader;

/**
 * What the orderers put their signatures on, and the signatures: the first slot of a block's
 * metadata. Each signature covers {@code value ‖ signed header ‖ DER block header}.
 *
 * @param value the serialised {@code OrdererBlockMetadata}
 * @param lastConfig the number of the configuration block this block was ordered under
 */
public record OrdererSeal(ByteString value, long lastConfig, List<Mark> marks) {

    /** Copies the list. */
    public OrdererSeal {
        marks = List.copyOf(marks);
    }

    /** One orderer's signature and who it says it is. */
    public sealed interface Mark {
        /** The header that the signature covers, as it stands in the block. */
        ByteString signedHeader();

        /** The DER signature. */
        ByteString signature();
    }

    /**
     * A BFT consenter's signature.
     *
     * @param consenter the number that the channel configuration gives it (unsigned)
     */
    public record ConsenterMark(int consenter, ByteString signedHeader, ByteString signature)
            implements Mark {}

    /**
     * The signature of an orderer that names itself by its identity (Raft).
     *
     * @param creator a serialised identity
     */
    public record CreatorMark(ByteString creator, ByteString signedHeader, ByteString signature)
            implements Mark {}

    static OrdererSeal parse(ByteString slot) throws Malformed {
        Metadata metadata =
                Wire.parseCanonical(Metadata.parser(), slot, "the metadata slot SIGNATURES");
        OrdererBlockMetadata value =
                Wire.parseCanonical(
                        OrdererBlockMetadata.parser(),
                        metadata.getValue(),
                        "the orderers' block metadata");
        if (!value.hasLastConfig()) {
            throw new Malformed("the orderers' block metadata name no configuration block");
        }
        List<Mark> marks = new ArrayList<>();
        for (MetadataSignature signature : metadata.getSignaturesList()) {
            marks.add(mark(signature));
        }
        return new OrdererSeal(metadata.getValue(), value.getLastConfig().getIndex(), marks);
    }

    private static Mark mark(MetadataSignature signature) throws Malformed {
        ByteString identifier = signature.getIdentifierHeader();
        ByteString header = signature.getSignatureHeader();
        if (identifier.isEmpty() == header.isEmpty()) {
            throw new Malformed("an orderer's signature must have exactly one kind of header");
        }
        if (header.isEmpty()) {
            IdentifierHeader parsed =
                    Wire.parse(IdentifierHeader.parser(), identifier, "an identifier header");
            return new ConsenterMark(parsed.getIdentifier(), identifier, signature.getSignature());
        }
        SignatureHeader parsed =
                Wire.parse(SignatureHeader.parser(), header, "an orderer's signature header");
        return new CreatorMark(parsed.getCreator(), header, signature.getSignature());
    }
}
