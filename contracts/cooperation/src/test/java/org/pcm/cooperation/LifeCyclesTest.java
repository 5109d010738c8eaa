package org.pcm.cooperation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.tngtech.archunit.core.domain.JavaClass;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.pcm.cooperation.election.ElectionState;
import org.pcm.cooperation.event.Event;
import org.pcm.cooperation.job.JobState;
import org.pcm.cooperation.job.TaskState;
import org.pcm.cooperation.member.MemberState;
import org.pcm.cooperation.round.CooperationState;
import org.pcm.cooperation.round.RoundState;

/**
 * The tables of the life cycles: each move is made by some run, and the documentation draws them.
 */
class LifeCyclesTest {
    private static final List<Life<?>> TABLES =
            List.of(
                    CooperationState.LIFE,
                    RoundState.LIFE,
                    ElectionState.LIFE,
                    MemberState.LIFE,
                    JobState.LIFE,
                    TaskState.LIFE);

    /** What the runs visited, from the stories to as many seeds as it takes. */
    @Test
    void every_move_is_made_in_the_simulation_or_in_a_story() {
        assertThat(notVisited(moves(TABLES), 100)).as("moves that no run makes").isEmpty();
    }

    @Test
    void a_move_that_no_run_makes_is_named() {
        Life.Move<?> never = Life.move(TaskState.DONE, Event.Accepted.class, TaskState.RUNNING);
        Set<Life.Move<?>> some = new HashSet<>(CooperationState.LIFE.moves());
        some.add(never);
        assertThat(notVisited(some, 3)).isEqualTo(Set.of(never));
    }

    /** Strikes out what is visited; whatever is left after all runs, none of them visits. */
    private static Set<Life.Move<?>> notVisited(Set<Life.Move<?>> moves, int seeds) {
        Set<Life.Move<?>> missing = new HashSet<>(moves);
        Stories.told().forEach(chronicle -> missing.removeAll(chronicle.moves));
        for (long seed = 0; seed < seeds && !missing.isEmpty(); seed++) {
            missing.removeAll(new Parliament(seed).sits(10).lab.chronicle().moves);
            Ledger ledger = Simulation.brief(seed).toTheEnd().ledger;
            missing.removeAll(ledger.chronicle(Simulation.LANE).moves);
        }
        return missing;
    }

    private static Set<Life.Move<?>> moves(List<Life<?>> tables) {
        Set<Life.Move<?>> moves = new HashSet<>();
        tables.forEach(table -> moves.addAll(table.moves()));
        return moves;
    }

    /** A life cycle that is added to the contract is held to the same. */
    @Test
    void no_table_is_left_out() {
        Set<String> owners = new TreeSet<>();
        for (JavaClass type : PurityTest.CONTRACT) {
            type.getFields().stream()
                    .filter(field -> field.getRawType().isEquivalentTo(Life.class))
                    .forEach(field -> owners.add(type.getSimpleName()));
        }
        assertThat(owners).isEqualTo(owners(TABLES));
    }

    private static Set<String> owners(List<Life<?>> tables) {
        return moves(tables).stream()
                .map(move -> move.from().getClass().getSimpleName())
                .collect(Collectors.toCollection(TreeSet::new));
    }

    @Test
    void no_state_is_without_a_move() {
        for (Life<?> table : TABLES) {
            Set<Object> states = new HashSet<>();
            table.moves().forEach(move -> states.addAll(List.of(move.from(), move.to())));
            Class<?> type = states.iterator().next().getClass();
            assertThat(states).containsExactlyInAnyOrder(type.getEnumConstants());
        }
    }

    @Test
    void an_event_that_a_table_does_not_allow_is_a_mistake() {
        Event completed =
                new Event.Completed(1, Words.tasks("0"), 0, Words.results(Words.tasks("0")));
        assertThatThrownBy(() -> TaskState.LIFE.next(TaskState.DONE, completed))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("DONE");
    }

    /**
     * The documentation is made from the tables: {@code mvn test -Dtest=LifeCyclesTest
     * -Dpcm.write=true} writes it anew.
     */
    @Test
    void the_documentation_draws_the_tables() throws IOException {
        Path file = Path.of("../../docs/lifecycles.md");
        String drawn = document();
        if (Boolean.getBoolean("pcm.write")) {
            Files.writeString(file, drawn);
        }
        assertThat(Files.readString(file)).isEqualTo(drawn);
    }

    private static String document() {
        StringBuilder text = new StringBuilder();
        text.append("# Life cycles\n\n");
        text.append("Drawn from the contract's tables by `LifeCyclesTest`, which fails when this ");
        text.append("page differs;\n`mvn test -pl contracts/cooperation -Dtest=LifeCyclesTest ");
        text.append("-Dpcm.write=true` writes it anew.\nThe names on the arrows are ");
        text.append("[events](protocol.md#5-events).\n");
        draw("A cooperation", CooperationState.LIFE, text);
        draw("A round", RoundState.LIFE, text);
        draw("An election", ElectionState.LIFE, text);
        draw("A member", MemberState.LIFE, text);
        draw("A job", JobState.LIFE, text);
        draw("A task", TaskState.LIFE, text);
        return text.toString();
    }

    private static <S extends Enum<S>> void draw(String title, Life<S> life, StringBuilder text) {
        S first = life.moves().get(0).from();
        text.append("\n## ").append(title).append("\n\n```mermaid\nstateDiagram-v2\n");
        text.append("    [*] --> ").append(first).append('\n');
        Map<String, String> arrows = new TreeMap<>();
        for (Life.Move<S> move : life.moves()) {
            arrows.merge(
                    move.from() + " --> " + move.to(),
                    move.on().getSimpleName(),
                    (a, b) -> a + ", " + b);
        }
        life.moves().stream()
                .map(move -> move.from() + " --> " + move.to())
                .distinct()
                .forEach(arrow -> line(arrow + " : " + arrows.get(arrow), text));
        Stream.of(first.getDeclaringClass().getEnumConstants())
                .filter(state -> life.moves().stream().noneMatch(move -> move.from() == state))
                .forEach(end -> line(end + " --> [*]", text));
        text.append("```\n");
    }

    private static void line(String line, StringBuilder text) {
        text.append("    ").append(line).append('\n');
    }
}
