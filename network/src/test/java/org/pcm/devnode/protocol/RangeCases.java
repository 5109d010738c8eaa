package org.pcm.devnode.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Reading by range. */
abstract class RangeCases extends ProtocolCases {
    @Test
    void holds_all_its_rows_over_several_batches() throws Exception {
        submitted("fill", "ranges/many/", "250");

        assertThat(evaluated("range", "ranges/many/", "ranges/many0"))
                .isEqualTo(ok("250:ranges/many/00000..ranges/many/00249"));
        assertThat(evaluated("range", "ranges/many/00010", "ranges/many/00020"))
                .isEqualTo(ok("10:ranges/many/00010..ranges/many/00019"));
        assertThat(evaluated("range", "ranges/nothing/", "ranges/nothing0")).isEqualTo(ok("0"));
    }

    @Test
    void whose_end_comes_before_its_start_is_empty() throws Exception {
        submitted("fill", "ranges/reversed/", "3");

        assertThat(evaluated("range", "ranges/reversed0", "ranges/reversed/")).isEqualTo(ok("0"));
    }

    @Test
    void without_ends_goes_from_the_first_simple_key_to_the_last() throws Exception {
        submitted("put", "\u0001 the first", "1");
        submitted("put", "\uDBFF\uDFFE the last", "1");
        submitted("composite", "not", "simple");

        assertThat(evaluated("range", "", "").text())
                .matches("[0-9]+:\u0001 the first..\uDBFF\uDFFE the last");
        assertThat(evaluated("range", "\uDBFF\uDFFE", ""))
                .isEqualTo(ok("1:\uDBFF\uDFFE the last..\uDBFF\uDFFE the last"));
        assertThat(evaluated("range", "", "\u0002"))
                .isEqualTo(ok("1:\u0001 the first..\u0001 the first"));
    }

    @Test
    void is_in_the_order_of_the_keys_bytes_and_not_of_java() throws Exception {
        String beyondTheBasicPlane = "ranges/order/\uD83D\uDE00";
        String lastOfTheBasicPlane = "ranges/order/\uFFFD";
        submitted("put", beyondTheBasicPlane, "1");
        submitted("put", lastOfTheBasicPlane, "1");

        assertThat(evaluated("range", "ranges/order/", "ranges/order0"))
                .isEqualTo(ok("2:" + lastOfTheBasicPlane + ".." + beyondTheBasicPlane));
    }

    @Test
    void is_read_in_pages() throws Exception {
        submitted("fill", "ranges/paged/", "25");

        assertThat(page("ranges/paged/", "10", "")).isEqualTo(ok("10:ranges/paged/00010"));
        assertThat(page("ranges/paged/", "10", "ranges/paged/00010"))
                .isEqualTo(ok("10:ranges/paged/00020"));
        assertThat(page("ranges/paged/", "10", "ranges/paged/00020")).isEqualTo(ok("5:"));
        assertThat(page("ranges/paged/", "25", "")).isEqualTo(ok("25:"));
        assertThat(page("ranges/paged/", "24", "")).isEqualTo(ok("24:ranges/paged/00024"));
    }

    @Test
    void is_read_in_large_pages() throws Exception {
        submitted("fill", "ranges/pages/", "250");

        assertThat(page("ranges/pages/", "150", "")).isEqualTo(ok("150:ranges/pages/00150"));
        assertThat(page("ranges/pages/", "150", "ranges/pages/00150")).isEqualTo(ok("100:"));
    }

    @Test
    void that_is_read_in_pages_may_be_submitted() throws Exception {
        submitted("fill", "ranges/read/", "5");

        assertThat(submitted("page", "ranges/read/", "ranges/read0", "2", ""))
                .isEqualTo(ok("2:ranges/read/00002"));
    }

    private Answer page(String prefix, String size, String bookmark) throws Exception {
        String end = prefix.substring(0, prefix.length() - 1) + "0";
        return evaluated("page", prefix, end, size, bookmark);
    }
}
