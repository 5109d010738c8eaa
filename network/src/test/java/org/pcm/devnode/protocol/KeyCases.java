package org.pcm.devnode.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** Keys and values that are not of the usual kind. */
abstract class KeyCases extends ProtocolCases {
    @Test
    void a_deleted_key_is_gone() throws Exception {
        assertThat(submitted("put", "keys/short-lived", "1")).isEqualTo(ok("1"));
        assertThat(submitted("delete", "keys/short-lived")).isEqualTo(ok("keys/short-lived"));

        assertThat(evaluated("length", "keys/short-lived")).isEqualTo(ok("0"));
        assertThat(submitted("delete", "keys/short-lived")).isEqualTo(ok("keys/short-lived"));
    }

    @Test
    void a_key_written_and_deleted_by_one_transaction_is_not_there() throws Exception {
        assertThat(submitted("putAndDelete", "keys/moment")).isEqualTo(ok("keys/moment"));

        assertThat(evaluated("length", "keys/moment")).isEqualTo(ok("0"));
    }

    @Test
    void an_empty_value_deletes_its_key() throws Exception {
        assertThat(submitted("put", "keys/empty", "1")).isEqualTo(ok("1"));
        assertThat(submitted("put", "keys/empty", "")).isEqualTo(ok(""));

        assertThat(evaluated("range", "keys/empty", "keys/empty0")).isEqualTo(ok("0"));
    }

    @Test
    void a_transaction_does_not_see_its_own_writes() throws Exception {
        assertThat(submitted("putAndGet", "keys/own", "1")).isEqualTo(ok("''"));
        assertThat(submitted("putAndGet", "keys/own", "2")).isEqualTo(ok("'1'"));
        assertThat(submitted("putAndRange", "keys/owns/1", "keys/owns/", "keys/owns0"))
                .isEqualTo(ok("0"));
    }

    @Test
    void a_value_of_a_megabyte_is_kept() throws Exception {
        assertThat(submitted("large", "keys/large", "" + (1 << 20))).isEqualTo(ok("1048576"));

        assertThat(evaluated("length", "keys/large")).isEqualTo(ok("1048576"));
    }

    @Test
    void many_keys_are_written_at_once() throws Exception {
        assertThat(submitted("fill", "keys/many/", "1500")).isEqualTo(ok("1500"));

        assertThat(evaluated("range", "keys/many/", "keys/many0"))
                .isEqualTo(ok("1500:keys/many/00000..keys/many/01499"));
    }

    @Nested
    class A_key {
        @Test
        void may_have_any_character() throws Exception {
            for (String key : new String[] {"keys/ü", "keys/\uD83D\uDE00", "keys/\uFFFF", " "}) {
                assertThat(submitted("put", key, "odd")).isEqualTo(ok("odd"));
                assertThat(evaluated("get", key)).isEqualTo(ok("odd"));
            }
        }

        @Test
        void is_not_empty() throws Exception {
            assertThat(submitted("put", "", "1").details())
                    .containsExactly(
                            "Org1MSP: error in simulation: transaction returned with failure:"
                                    + " java.lang.IllegalArgumentException: key cannot not be an"
                                    + " empty string");
        }

        @Test
        void with_a_null_character_is_like_any_other() throws Exception {
            assertThat(submitted("put", "keys/\u0000zero", "1")).isEqualTo(ok("1"));
            assertThat(evaluated("get", "keys/\u0000zero")).isEqualTo(ok("1"));
            assertThat(submitted("put", "\u0000keys", "1")).isEqualTo(ok("1"));
            assertThat(evaluated("get", "\u0000keys")).isEqualTo(ok("1"));
        }
    }

    @Nested
    class A_composite_key {
        @Test
        void is_found_by_its_first_parts() throws Exception {
            for (String last : new String[] {"1", "2", "\uD83D\uDE00"}) {
                assertThat(submitted("composite", "task", "job 7", last))
                        .isEqualTo(ok("\u0000task\u0000job 7\u0000" + last + "\u0000"));
            }
            submitted("composite", "task", "job 70", "3");

            assertThat(evaluated("compositeRange", "task", "job 7"))
                    .isEqualTo(ok("1,2,\uD83D\uDE00"));
        }

        @Test
        void is_not_in_the_range_of_all_simple_keys() throws Exception {
            submitted("composite", "hidden", "x");

            assertThat(evaluated("range", "", "").text()).doesNotContain("hidden");
        }
    }
}
