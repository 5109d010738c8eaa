package org.pcm.cooperation.submission;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.security.Security;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** ES256 by the example of RFC 7515, appendix A.3, and its malformed relatives. */
class Es256Test {
    private static final Es256 CHECK =
            new Es256(Objects.requireNonNull(Security.getProvider("SunEC")));
    private static final BigInteger ORDER =
            new BigInteger("ffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551", 16);

    private static final byte[] KEY =
            join(
                    Hash.fromBase64url("f83OJ3D2xF1Bg8vub9tLe1gHMzV76e8Tus9uPHvRVEU"),
                    Hash.fromBase64url("x_FEzRu9m36HLN_tue659LNpXW6pCyStikYjKIWI5a0"));
    private static final byte[] SIGNED =
            ("eyJhbGciOiJFUzI1NiJ9.eyJpc3MiOiJqb2UiLA0KICJleHAiOjEzMDA4MTkzODAsDQog"
                            + "Imh0dHA6Ly9leGFtcGxlLmNvbS9pc19yb290Ijp0cnVlfQ")
                    .getBytes(java.nio.charset.StandardCharsets.US_ASCII);
    private static final byte[] SIGNATURE =
            Hash.fromBase64url(
                    "DtEhU3ljbEg8L38VWAfUAqOyKAM6-Xx-F4GawxaepmXFCgfTjDxw5djxLa8ISlSA"
                            + "pmWQxfKTUJqPP3-Kg6NU1Q");

    private static byte[] join(byte[] a, byte[] b) {
        byte[] both = Arrays.copyOf(a, a.length + b.length);
        System.arraycopy(b, 0, both, a.length, b.length);
        return both;
    }

    @Test
    void the_example_of_the_rfc_holds() {
        assertThat(CHECK.verify(KEY, SIGNED, SIGNATURE)).isTrue();
    }

    @Test
    void its_key_has_a_thumbprint_as_rfc_7638_makes_them() {
        String jwk =
                "{\"crv\":\"P-256\",\"kty\":\"EC\",\"x\":\"f83OJ3D2xF1Bg8vub9tLe1gHMzV76e8Tus9uPHvRVEU\","
                        + "\"y\":\"x_FEzRu9m36HLN_tue659LNpXW6pCyStikYjKIWI5a0\"}";
        byte[] utf8 = jwk.getBytes(java.nio.charset.StandardCharsets.UTF_8);
        assertThat(KeyBytes.kid(KEY)).isEqualTo(Hash.base64url(Hash.sha256(utf8)));
    }

    @Test
    void the_other_s_of_the_pair_holds_too() {
        byte[] other = SIGNATURE.clone();
        BigInteger s = ORDER.subtract(new BigInteger(1, SIGNATURE, 32, 32));
        System.arraycopy(HexFormat.of().parseHex("%064x".formatted(s)), 0, other, 32, 32);
        assertThat(CHECK.verify(KEY, SIGNED, other)).isTrue();
    }

    @Test
    void one_changed_bit_anywhere_does_not_hold() {
        for (int at = 0; at < 64; at += 7) {
            byte[] changed = SIGNATURE.clone();
            changed[at] ^= 1;
            assertThat(CHECK.verify(KEY, SIGNED, changed)).isFalse();
        }
        byte[] other = SIGNED.clone();
        other[3] ^= 1;
        assertThat(CHECK.verify(KEY, other, SIGNATURE)).isFalse();
    }

    @Test
    void what_is_malformed_does_not_hold_and_throws_nothing() {
        byte[] zero = new byte[64];
        byte[] full = new byte[64];
        Arrays.fill(full, (byte) -1);
        byte[] offCurve = KEY.clone();
        offCurve[63] ^= 1;
        assertThat(CHECK.verify(KEY, SIGNED, zero)).isFalse();
        assertThat(CHECK.verify(KEY, SIGNED, full)).isFalse();
        assertThat(CHECK.verify(KEY, SIGNED, new byte[63])).isFalse();
        assertThat(CHECK.verify(zero, SIGNED, SIGNATURE)).isFalse();
        assertThat(CHECK.verify(full, SIGNED, SIGNATURE)).isFalse();
        assertThat(CHECK.verify(offCurve, SIGNED, SIGNATURE)).isFalse();
        assertThat(CHECK.verify(new byte[10], SIGNED, SIGNATURE)).isFalse();
    }

    @Test
    void raw_and_der_are_two_forms_of_one_signature() {
        assertThat(Es256.raw(Es256.der(SIGNATURE))).isEqualTo(SIGNATURE);
        byte[] small = new byte[64];
        small[31] = 1;
        small[63] = (byte) 0x80;
        assertThat(Es256.raw(Es256.der(small))).isEqualTo(small);
    }
}
