package org.pcm.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import picocli.CommandLine;

class HelpTest {
    static Stream<List<String>> commands() {
        List<List<String>> all = new ArrayList<>();
        collect(Main.commands(), List.of(), all);
        return all.stream();
    }

    private static void collect(CommandLine command, List<String> path, List<List<String>> into) {
        into.add(path);
        command.getSubcommands()
                .forEach((name, below) -> {
                    List<String> longer = new ArrayList<>(path);
                    longer.add(name);
                    collect(below, longer, into);
                });
    }

    @ParameterizedTest(name = "pcm {0} --help")
    @MethodSource("commands")
    void every_command_has_help_with_an_example_that_it_understands(List<String> path) {
        List<String> asked = new ArrayList<>(path);
        asked.add("--help");
        Pcm.Ran ran = Pcm.run(asked.toArray()).with(0);
        assertThat(ran.out()).contains("Example: pcm ");
        String example =
                ran.out()
                        .lines()
                        .filter(line -> line.startsWith("Example: "))
                        .findFirst()
                        .orElseThrow();
        String[] words = example.substring("Example: pcm ".length()).split(" ");
        assertThat(Arrays.asList(words).subList(0, path.size())).isEqualTo(path);
        Main.commands().parseArgs(words);
    }

    @Test
    void only_the_command_that_is_named_is_made_ready() {
        assertThat(Main.commands("job", "list").getSubcommands()).containsOnlyKeys("job");
        assertThat(Main.commands("jub").getSubcommands())
                .isNotEmpty()
                .containsOnlyKeys(Main.commands().getSubcommands().keySet());
    }

    @Test
    void it_says_which_program_it_is() {
        assertThat(Pcm.run("--version").with(0).out())
                .matches("pcm \\d+\\.\\d+\\.\\S+, rules 1 to \\d+, Java \\d+\\S*\n");
    }

    @Test
    void a_mistake_is_one_line_and_a_way_to_the_help() {
        Pcm.Ran ran = Pcm.run("audit", "--bloks", "x").with(2);
        assertThat(ran.out()).isEmpty();
        assertThat(ran.err().lines())
                .hasSizeLessThanOrEqualTo(3)
                .first()
                .asString()
                .startsWith("pcm: ");
    }

    @Test
    void a_group_alone_shows_what_it_has_and_has_not_run() {
        assertThat(Pcm.run("job").with(2).err()).contains("submit", "follow", "Example: ");
    }
}
