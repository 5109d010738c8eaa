package org.pcm.cli.console;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.pcm.participant.json.Json;

class OutlineTest {
    @Test
    void what_fits_stands_on_one_line_and_what_does_not_is_indented() {
        var document = Json.object().put("a", 1);
        document.putArray("words").add("x").add("y");
        var list = document.putArray("list");
        list.addObject().put("name", "n".repeat(60)).put("other", "o".repeat(60));
        list.addObject().put("short", true);
        assertThat(Outline.of(document).lines())
                .containsExactly(
                        "a: 1",
                        "words: x, y",
                        "list:",
                        "  - name: " + "n".repeat(60),
                        "    other: " + "o".repeat(60),
                        "  - {\"short\":true}");
    }

    @Test
    void long_texts_are_shortened_and_say_so() {
        var document = Json.object().put("text", "t".repeat(500));
        assertThat(Outline.of(document)).hasLineCount(1).contains("(500 characters)");
    }
}
