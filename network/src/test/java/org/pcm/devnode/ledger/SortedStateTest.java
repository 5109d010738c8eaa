package org.pcm.devnode.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Compared with a TreeMap ordered by the keys' real bytes. */
class SortedStateTest {
    private static final Comparator<String> BYTES =
            (a, b) ->
                    Arrays.compareUnsigned(
                            a.getBytes(StandardCharsets.UTF_8), b.getBytes(StandardCharsets.UTF_8));
    private static final String[] LETTERS = {
        "a",
        "b",
        "z",
        "\u0000",
        "\u007f",
        "\u00e9",
        "\u4e91",
        "\ud7ff",
        "\ue000",
        "\uffff",
        "\ud83d\ude00",
        "\udbff\udfff"
    };

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void it_holds_what_was_put_and_not_removed_in_the_order_of_bytes(long seed) {
        RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
        NavigableMap<String, VersionedValue> expected = new TreeMap<>(BYTES);
        SortedState state = SortedState.EMPTY;
        SortedState halfway = state;
        List<String> halfwayKeys = new ArrayList<>();

        for (int i = 0; i < 2000; i++) {
            String key = key(random);
            if (random.nextInt(3) == 0) {
                expected.remove(key);
                state = state.without(key);
            } else {
                VersionedValue value =
                        new VersionedValue(ByteString.copyFromUtf8("" + i), new Version(i, 0));
                expected.put(key, value);
                state = state.with(key, value);
            }
            assertThat(state.get(key)).isEqualTo(expected.get(key));
            if (i == 1000) {
                halfway = state;
                halfwayKeys.addAll(expected.keySet());
            }
        }

        assertThat(keys(state, "")).isEqualTo(List.copyOf(expected.keySet()));
        String start = key(random);
        assertThat(keys(state, start)).isEqualTo(List.copyOf(expected.tailMap(start).keySet()));
        assertThat(keys(halfway, "")).isEqualTo(halfwayKeys);
    }

    private static String key(RandomGenerator random) {
        StringBuilder key = new StringBuilder();
        for (int i = random.nextInt(4); i >= 0; i--) {
            key.append(LETTERS[random.nextInt(LETTERS.length)]);
        }
        return key.toString();
    }

    private static List<String> keys(SortedState state, String start) {
        List<String> keys = new ArrayList<>();
        for (Iterator<WorldState.Row> rows = state.from(start); rows.hasNext(); ) {
            keys.add(rows.next().key());
        }
        return keys;
    }
}
