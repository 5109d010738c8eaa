package org.pcm.arbiter.signature;

import com.google.protobuf.ByteString;
import java.math.BigInteger;

/** The form of a P-256 signature: {@code SEQUENCE {INTEGER r, INTEGER s}} in strict DER, low S. */
final class EcdsaEncoding {
    private static final BigInteger ORDER =
            new BigInteger("ffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551", 16);
    private static final BigInteger HALF_ORDER = ORDER.shiftRight(1);
    private static final int LONGEST = 72;

    private EcdsaEncoding() {}

    static boolean isStrictLowS(ByteString der) {
        int size = der.size();
        if (size < 8 || size > LONGEST || der.byteAt(0) != 0x30 || der.byteAt(1) != size - 2) {
            return false;
        }
        int sAt = integerEnd(der, 2);
        if (sAt < 0 || integerEnd(der, sAt) != size) {
            return false;
        }
        return inRange(integer(der, 2, sAt), ORDER.subtract(BigInteger.ONE))
                && inRange(integer(der, sAt, size), HALF_ORDER);
    }

    private static boolean inRange(BigInteger value, BigInteger largest) {
        return value.signum() > 0 && value.compareTo(largest) <= 0;
    }

    /** Where a minimally encoded integer that starts at {@code at} ends, or -1. */
    private static int integerEnd(ByteString der, int at) {
        if (at + 2 >= der.size() || der.byteAt(at) != 0x02) {
            return -1;
        }
        int length = der.byteAt(at + 1);
        int end = at + 2 + length;
        if (length < 1 || end > der.size()) {
            return -1;
        }
        boolean padded = length > 1 && der.byteAt(at + 2) == 0 && der.byteAt(at + 3) >= 0;
        return padded ? -1 : end;
    }

    private static BigInteger integer(ByteString der, int at, int end) {
        return new BigInteger(der.substring(at + 2, end).toByteArray());
    }
}
