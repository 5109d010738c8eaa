package org.pcm.arbiter.block;

import com.google.protobuf.ByteString;
import java.io.ByteArrayOutputStream;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import org.pcm.arbiter.signature.Sha256;

/**
 * A block's header.
 *
 * @param number unsigned, as Fabric counts blocks
 * @param previousHash the hash of the header before, empty in block 0
 * @param dataHash the hash of all envelopes laid end to end
 */
public record Header(long number, ByteString previousHash, ByteString dataHash) {
    private static final int INTEGER = 0x02;
    private static final int OCTET_STRING = 0x04;
    private static final int SEQUENCE = 0x30;

    /**
     * The header as ASN.1 DER, {@code SEQUENCE {INTEGER number, OCTET STRING previousHash, OCTET
     * STRING dataHash}}: what Fabric hashes and what orderers sign.
     */
    public ByteString der() {
        byte[] magnitude = ByteBuffer.allocate(Long.BYTES).putLong(number).array();
        ByteArrayOutputStream content = new ByteArrayOutputStream();
        element(content, INTEGER, new BigInteger(1, magnitude).toByteArray());
        element(content, OCTET_STRING, previousHash.toByteArray());
        element(content, OCTET_STRING, dataHash.toByteArray());
        ByteArrayOutputStream sequence = new ByteArrayOutputStream();
        element(sequence, SEQUENCE, content.toByteArray());
        return ByteString.copyFrom(sequence.toByteArray());
    }

    /** The block's hash: SHA-256 of {@link #der()}. */
    public ByteString hash() {
        return Sha256.of(der());
    }

    private static void element(ByteArrayOutputStream out, int tag, byte[] value) {
        out.write(tag);
        if (value.length >= 0x80) {
            byte[] length = BigInteger.valueOf(value.length).toByteArray();
            int skip = length[0] == 0 ? 1 : 0;
            out.write(0x80 | (length.length - skip));
            out.write(length, skip, length.length - skip);
        } else {
            out.write(value.length);
        }
        out.writeBytes(value);
    }
}
