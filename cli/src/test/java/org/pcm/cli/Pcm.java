package org.pcm.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.stream.Stream;
import org.pcm.participant.json.Json;

/** Runs commands as {@code pcm} does, in this process. */
public final class Pcm {
    private Pcm() {}

    /** What a command said, and its exit code. */
    public record Ran(int code, String out, String err) {
        /** The answer of a command that was told {@code --json}. */
        public JsonNode json() {
            return Json.parse(out);
        }

        /** The same, which must have this exit code. */
        public Ran with(int expected) {
            assertThat(code).as("%s%s", out, err).isEqualTo(expected);
            return this;
        }
    }

    /** Runs a command to its end; arguments are taken as text. */
    public static Ran run(Object... arguments) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        int code =
                Main.run(
                        new PrintWriter(out, true),
                        new PrintWriter(err, true),
                        Stream.of(arguments).map(String::valueOf).toArray(String[]::new));
        return new Ran(code, out.toString(), err.toString());
    }
}
