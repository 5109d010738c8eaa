package org.pcm.cooperation.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The compact binary form of pages, and the keys they lie under. */
class PageTest {
    private enum Colour {
        RED,
        GREEN
    }

    @ParameterizedTest
    @ValueSource(longs = {0, 1, 127, 128, 16_383, 16_384, 1L << 35, Long.MAX_VALUE})
    void numbers_come_back(long number) {
        PageReader reader = new PageReader(new PageWriter().number(number).done());
        assertThat(reader.number()).isEqualTo(number);
        reader.end();
    }

    @Test
    void everything_else_comes_back_too() {
        byte[] page =
                new PageWriter()
                        .text("é𝄞")
                        .flag(true)
                        .constant(Colour.GREEN)
                        .raw(new byte[3])
                        .done();
        PageReader reader = new PageReader(page);
        assertThat(reader.text()).isEqualTo("é𝄞");
        assertThat(reader.flag()).isTrue();
        assertThat(reader.constant(Colour.class)).isEqualTo(Colour.GREEN);
        assertThatThrownBy(reader::end).hasMessageContaining("surplus");
        assertThat(reader.raw(3)).isEqualTo(new byte[3]);
        assertThatThrownBy(() -> reader.raw(1)).hasMessageContaining("ends early");
    }

    @Test
    void there_are_no_negative_numbers() {
        assertThatThrownBy(() -> new PageWriter().number(-1))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void keys_are_those_of_the_protocol() {
        assertThat(PageKeys.head("registry")).isEqualTo("registry/head");
        assertThat(PageKeys.head("lab")).isEqualTo("c/lab/head");
        assertThat(PageKeys.roster("lab", 15)).isEqualTo("c/lab/m/015");
        assertThat(PageKeys.specs("lab", 12, 0)).isEqualTo("c/lab/j/12/s/000");
        assertThat(PageKeys.tasks("lab", 12, 127)).isEqualTo("c/lab/j/12/t/127");
        assertThat(PageKeys.participant("ada")).isEqualTo("registry/p/ada");
        assertThat(PageKeys.key("kid")).isEqualTo("registry/k/kid");
    }
}
