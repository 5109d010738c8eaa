package org.pcm.devnode.block;

import com.google.protobuf.ByteString;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.security.MessageDigest;
import java.util.HexFormat;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.DEROctetString;
import org.bouncycastle.asn1.DERSequence;
import org.hyperledger.fabric.protos.common.BlockData;
import org.hyperledger.fabric.protos.common.BlockHeader;
import org.pcm.devnode.crypto.Sha256;

/** The hashes that hold a chain together, as Fabric computes them. */
public final class Hashes {
    private Hashes() {}

    /** A transaction's id: hex SHA-256 of nonce and creator. */
    public static String transactionId(ByteString nonce, ByteString creator) {
        return HexFormat.of().formatHex(Sha256.of(nonce.toByteArray(), creator.toByteArray()));
    }

    /** The header as DER (number, previous hash, data hash): what is hashed and what is signed. */
    public static byte[] headerBytes(BlockHeader header) {
        try {
            return new DERSequence(
                            new ASN1Encodable[] {
                                new ASN1Integer(
                                        new BigInteger(Long.toUnsignedString(header.getNumber()))),
                                new DEROctetString(header.getPreviousHash().toByteArray()),
                                new DEROctetString(header.getDataHash().toByteArray())
                            })
                    .getEncoded("DER");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The hash of a block, which is the hash of its header. */
    public static ByteString headerHash(BlockHeader header) {
        return ByteString.copyFrom(Sha256.of(headerBytes(header)));
    }

    /** The hash of a block's transactions: of all envelopes, one after the other. */
    public static ByteString dataHash(BlockData data) {
        MessageDigest digest = Sha256.start();
        data.getDataList().forEach(d -> digest.update(d.asReadOnlyByteBuffer()));
        return ByteString.copyFrom(digest.digest());
    }
}
