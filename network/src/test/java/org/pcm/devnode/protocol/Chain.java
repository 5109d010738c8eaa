package org.pcm.devnode.protocol;

import com.google.protobuf.ByteString;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.math.BigInteger;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.DEROctetString;
import org.bouncycastle.asn1.DERSequence;
import org.hyperledger.fabric.protos.common.BlockData;
import org.hyperledger.fabric.protos.common.BlockHeader;

/** The hashes between blocks, computed apart from the devnode's own. */
final class Chain {
    private Chain() {}

    static ByteString hash(BlockHeader header) throws IOException, NoSuchAlgorithmException {
        ASN1Encodable[] fields = {
            new ASN1Integer(BigInteger.valueOf(header.getNumber())),
            new DEROctetString(header.getPreviousHash().toByteArray()),
            new DEROctetString(header.getDataHash().toByteArray())
        };
        return sha256(new DERSequence(fields).getEncoded());
    }

    static ByteString hash(BlockData data) throws IOException, NoSuchAlgorithmException {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (ByteString transaction : data.getDataList()) {
            transaction.writeTo(all);
        }
        return sha256(all.toByteArray());
    }

    private static ByteString sha256(byte[] bytes) throws NoSuchAlgorithmException {
        return ByteString.copyFrom(MessageDigest.getInstance("SHA-256").digest(bytes));
    }
}
