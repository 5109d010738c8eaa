package org.pcm.cooperation.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.BitSet;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.pcm.cooperation.json.JsonException;

class TaskSetTest {
    @ParameterizedTest
    @ValueSource(strings = {"0", "5", "0-1", "0-63,70,72-75", "16383", "0-16383", "1,3,5"})
    void a_set_has_exactly_one_text(String text) {
        assertThat(TaskSet.parse(text)).hasToString(text);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                ",",
                "-",
                "0-",
                "-1",
                "1-0",
                "1-1",
                "01",
                "0,0",
                "0,1",
                "0-3,4",
                "2,1",
                "0-5,3",
                "16384",
                "99999999999",
                "0,",
                " 0",
                "0 ",
                "+1",
                "1-2-3",
                "a",
                "٣"
            })
    void any_other_text_is_refused(String text) {
        assertThatThrownBy(() -> TaskSet.parse(text)).isInstanceOf(JsonException.class);
    }

    @Test
    void it_holds_what_was_added_whatever_that_was() {
        Random random = new Random(3);
        for (int round = 0; round < 500; round++) {
            BitSet model = new BitSet();
            TaskSet.Builder builder = new TaskSet.Builder();
            int at = random.nextInt(5);
            while (at < 300) {
                int to = at + random.nextInt(6);
                builder.addRun(at, to);
                model.set(at, to + 1);
                at = to + 1 + random.nextInt(4);
            }
            TaskSet set = builder.build();
            assertThat(set.stream().toArray()).isEqualTo(model.stream().toArray());
            assertThat(set.size()).isEqualTo(model.cardinality());
            assertThat(TaskSet.parse(set.toString())).isEqualTo(set);
            for (int task = 0; task < 310; task++) {
                assertThat(set.contains(task)).isEqualTo(model.get(task));
            }
        }
    }

    @Test
    void tasks_are_added_in_ascending_order() {
        TaskSet.Builder builder = new TaskSet.Builder().add(5);
        assertThatThrownBy(() -> builder.add(5)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> builder.add(TaskSet.MAX_TASK + 1))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
