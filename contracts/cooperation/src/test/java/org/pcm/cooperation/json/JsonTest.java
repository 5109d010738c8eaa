package org.pcm.cooperation.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JsonTest {
    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    @Test
    void values_are_maps_lists_texts_integers_and_flags() {
        assertThat(Json.read(utf8("{\"a\":[1,-9223372036854775808,true,\"é𝄞\\ud834\\udd1e\"]}")))
                .isEqualTo(Map.of("a", List.of(1L, Long.MIN_VALUE, true, "é𝄞𝄞")));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "nul",
                "null",
                "1.0",
                "1e2",
                "01",
                "+1",
                "9223372036854775808",
                "NaN",
                "{\"a\":1,\"a\":2}",
                "{a:1}",
                "{'a':1}",
                "[1,]",
                "[1 2]",
                "1 2",
                "// x\n1",
                "\"\\ud834\"",
                "\"\\udd1e\\ud834\"",
                "{\"\\ud834\":1}",
                "[[[[[[[[[]]]]]]]]]"
            })
    void anything_else_is_refused(String text) {
        assertThatThrownBy(() -> Json.read(utf8(text))).isInstanceOf(JsonException.class);
    }

    @Test
    void bytes_that_are_no_utf8_are_refused() {
        assertThatThrownBy(() -> Json.read(new byte[] {'"', (byte) 0xc0, (byte) 0x80, '"'}))
                .isInstanceOf(JsonException.class);
    }

    @Test
    void names_that_collide_by_hash_are_read_however_many_came_before() {
        // "Aa" and "BB" have the same hash: 2^9 names of one length that all collide.
        for (int round = 0; round < 8; round++) {
            StringBuilder text = new StringBuilder("{");
            for (int i = 0; i < 512; i++) {
                text.append(i == 0 ? "\"" : ",\"").append(round);
                for (int bit = 0; bit < 9; bit++) {
                    text.append((i >> bit & 1) == 0 ? "Aa" : "BB");
                }
                text.append("\":1");
            }
            assertThat((Map<?, ?>) Json.read(utf8(text.append('}').toString()))).hasSize(512);
        }
    }

    @Test
    void fields_are_taken_once_and_none_is_left_over() {
        Fields fields = Json.readObject(utf8("{\"a\":1,\"b\":\"x\"}"));
        assertThat(fields.integer("a", 0, 5)).isEqualTo(1);
        assertThatThrownBy(() -> fields.integer("a", 0, 5)).hasMessageContaining("lacks \"a\"");
        assertThatThrownBy(fields::end).hasMessageContaining("unknown field \"b\"");
        assertThatThrownBy(() -> fields.text("b", 0)).hasMessageContaining("longer than 0");
    }
}
