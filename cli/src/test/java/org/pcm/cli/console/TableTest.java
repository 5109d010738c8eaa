package org.pcm.cli.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;

class TableTest {
    @Test
    void columns_are_as_wide_as_they_must_be_and_numbers_stand_to_the_right() {
        StringWriter text = new StringWriter();
        new Table("NAME", "N", "MIXED")
                .row("a", 5, 1)
                .row("long name", 1_234, "x")
                .print(new PrintWriter(text));
        assertThat(text.toString().lines())
                .containsExactly(
                        "NAME          N  MIXED", "a             5  1", "long name  1234  x");
    }

    @Test
    void a_row_has_a_cell_for_each_heading() {
        assertThatIllegalArgumentException().isThrownBy(() -> new Table("A", "B").row("a"));
    }
}
