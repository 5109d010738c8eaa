package org.pcm.bench.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProgramTest {
    /** Tells what it was given, and waits. */
    static final class Echo {
        public static void main(String[] args) throws IOException {
            System.out.println("just talking");
            Standby.untilTheEnd(Map.of("said", args[0]));
        }
    }

    /** Ends before it is ready. */
    static final class Broken {
        @SuppressWarnings("DoNotCallSuggester") // the JVM calls it
        public static void main(String[] args) {
            throw new IllegalStateException("no luck");
        }
    }

    @TempDir Path logs;

    private Program start(Class<?> main) throws IOException {
        return Program.start("program", main, List.of(), List.of("a \"word\""), logs);
    }

    @Test
    void a_program_says_what_one_must_know_to_use_it() throws Exception {
        try (Program program = start(Echo.class)) {
            assertThat(program.awaitReady().get("said")).isEqualTo("a \"word\"");
        }
    }

    @Test
    void a_closed_program_has_ended() throws Exception {
        Program program = start(Echo.class);
        program.awaitReady();
        assertThat(program.running()).isTrue();
        program.close();
        assertThat(program.running()).isFalse();
    }

    @Test
    void a_program_that_ends_too_early_leaves_its_last_words() throws Exception {
        try (Program program = start(Broken.class)) {
            assertThatThrownBy(program::awaitReady)
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("program ended")
                    .hasMessageContaining("no luck");
        }
    }
}
