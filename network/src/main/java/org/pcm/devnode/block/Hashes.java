package org.pcm.devnode.block;

import com.google.protobuf.ByteString;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.HexFormat;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.DEROctetString;
import org.bouncycastle.asn1.DERSequence;
import org.hyperledger.fabric.protos.common.BlockData;
import org.hyperledger.fabric.protos.common.BlockHeader;

/** The hashes that hold a chain together, as Fabric computes them. */
public final class Hashes {
    private Hashes() {}

    /** SHA-256 over the concatenated parts. */
    public static byte[] sha256(byte[]... parts) {
        MessageDigest digest = digest();
        for (byte[] part : parts) {
            digest.update(part);
        }
        return digest.digest();
    }

    /** A transaction's id: hex SHA-256 of nonce and creator. */
    public static String transactionId(ByteString nonce, ByteString creator) {
        return HexFormat.of().formatHex(sha256(nonce.toByteArray(), creator.toByteArray()));
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
        return ByteString.copyFrom(sha256(headerBytes(header)));
    }

    /** The hash of a block's transactions: of all envelopes, one after the other. */
    public static ByteString dataHash(BlockData data) {
        MessageDigest digest = digest();
        data.getDataList().forEach(d -> digest.update(d.asReadOnlyByteBuffer()));
        return ByteString.copyFrom(digest.digest());
    }

    private static MessageDigest digest() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
