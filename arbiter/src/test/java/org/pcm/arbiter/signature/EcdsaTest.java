package org.pcm.arbiter.signature;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import java.security.GeneralSecurityException;
import java.security.PublicKey;
import java.util.HexFormat;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.pcm.arbiter.fixture.Authority;
import org.pcm.arbiter.fixture.Member;

class EcdsaTest {
    private static final ByteString ONE = ByteString.copyFromUtf8("one ");
    private static final ByteString TWO = ByteString.copyFromUtf8("two");
    private static final Member MEMBER = Authority.root("AMSP", "CN=root").member("somebody");
    private static PublicKey key;

    @BeforeAll
    static void prepare() throws GeneralSecurityException {
        key = Ecdsa.prepare(MEMBER.keys().getPublic());
    }

    @Test
    void a_good_signature_over_all_parts_is_good() {
        assertThat(Ecdsa.verify(key, MEMBER.sign(ONE, TWO), ONE, TWO)).isTrue();
        assertThat(Ecdsa.verify(key, MEMBER.sign(ONE.concat(TWO)), ONE, TWO)).isTrue();
    }

    @Test
    void a_signature_over_something_else_is_bad() {
        assertThat(Ecdsa.verify(key, MEMBER.sign(TWO), ONE)).isFalse();
    }

    @Test
    void a_high_s_is_bad() {
        assertThat(Ecdsa.verify(key, MEMBER.signWithHighS(ONE), ONE)).isFalse();
    }

    @Test
    void bytes_after_a_good_signature_make_it_bad() {
        ByteString longer = MEMBER.sign(ONE).concat(ByteString.copyFrom(new byte[1]));
        assertThat(Ecdsa.verify(key, longer, ONE)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "30",
                "3006020101020101ff",
                "3006020100020101",
                "3006020101020100",
                "3006020181020101",
                "300702020001020101",
                "30810602010102010100",
                "3106020101020101",
                "3006030101020101",
                "3005020101020100"
            })
    void what_is_no_strict_low_s_signature_is_bad(String hex) {
        ByteString der = ByteString.copyFrom(HexFormat.of().parseHex(hex));
        assertThat(EcdsaEncoding.isStrictLowS(der)).isFalse();
    }

    @Test
    void the_smallest_signature_has_the_right_form() {
        ByteString der = ByteString.copyFrom(HexFormat.of().parseHex("3006020101020101"));
        assertThat(EcdsaEncoding.isStrictLowS(der)).isTrue();
    }
}
