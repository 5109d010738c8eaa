package org.pcm.gateway.business;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.pcm.cooperation.submission.Door;
import org.pcm.gateway.information.message.Arrival;

/** What a lane takes next: the stated order, without gaps, within limits. */
class PickTest {
    private static final byte[] CHAIN = {1, 2, 3};

    private final LaneQueue lane = new LaneQueue();
    private long number;

    private void put(String kid, long sequence) {
        put(kid, sequence, 1, 10);
    }

    private void put(String kid, long sequence, int tasks, int characters) {
        Arrival arrival =
                new Arrival(
                        kid + sequence, "lane", kid, sequence, tasks, "j".repeat(characters), 0);
        Entry entry = new Entry(number++, arrival);
        assertThat(lane.enter(entry)).isTrue();
        entry.markSafe();
    }

    private Pick pick(Map<String, Long> used) {
        return lane.pick(
                CHAIN, kid -> used.getOrDefault(kid, 0L), BatchLimits.DEFAULT, entry -> true);
    }

    private static List<String> ids(List<Entry> entries) {
        return entries.stream().map(entry -> entry.arrival().id()).toList();
    }

    @Test
    void keys_come_by_hash_of_chain_and_key_then_by_sequence() {
        List<String> kids = List.of("a", "b", "c", "d", "e");
        kids.forEach(kid -> put(kid, 2));
        kids.forEach(kid -> put(kid, 1));
        List<String> expected =
                kids.stream()
                        .sorted(
                                Comparator.comparing(
                                        kid -> Door.rank(CHAIN, kid),
                                        java.util.Arrays::compareUnsigned))
                        .flatMap(kid -> List.of(kid + 1, kid + 2).stream())
                        .toList();
        assertThat(ids(pick(Map.of()).batch())).isEqualTo(expected);
    }

    @Test
    void an_event_behind_a_gap_waits() {
        put("a", 2);
        put("a", 3);
        Pick pick = pick(Map.of());
        assertThat(pick.batch()).isEmpty();
        assertThat(ids(pick.early())).containsExactly("a2");
    }

    @Test
    void a_gap_of_one_key_holds_up_no_other() {
        put("a", 2);
        put("b", 1);
        assertThat(ids(pick(Map.of()).batch())).containsExactly("b1");
    }

    @Test
    void an_event_whose_sequence_is_used_up_is_stale() {
        put("a", 4);
        put("a", 5);
        Pick pick = pick(Map.of("a", 4L));
        assertThat(ids(pick.stale())).containsExactly("a4");
        assertThat(ids(pick.batch())).containsExactly("a5");
    }

    @Test
    void an_event_that_is_not_on_the_disk_yet_is_held_back() {
        Entry unsafe = new Entry(0, new Arrival("a1", "lane", "a", 1, 1, "j", 0));
        lane.enter(unsafe);
        put("a", 2);
        assertThat(pick(Map.of()).batch()).isEmpty();
        assertThat(pick(Map.of()).early()).isEmpty();
        unsafe.markSafe();
        assertThat(ids(pick(Map.of()).batch())).containsExactly("a1", "a2");
    }

    @Test
    void a_batch_ends_where_the_next_event_has_no_room() {
        put("a", 1, 6_000, 10);
        put("a", 2, 2_000, 10);
        put("a", 3, 1_000, 10);
        Pick pick = pick(Map.of());
        assertThat(ids(pick.batch())).containsExactly("a1", "a2");
        assertThat(pick.full()).isTrue();
    }

    @Test
    void a_batch_has_no_more_characters_than_the_contract_takes() {
        for (int i = 1; i <= 20; i++) {
            put("a", i, 1, 131_072);
        }
        assertThat(pick(Map.of()).batch()).hasSize(16);
    }

    @Test
    void the_first_event_always_fits() {
        put("a", 1, 60_000, 10);
        assertThat(ids(pick(Map.of()).batch())).containsExactly("a1");
    }

    @Test
    void what_is_not_admitted_waits_and_with_it_its_keys_later_ones() {
        put("a", 1);
        put("a", 2);
        put("a", 3);
        put("b", 1);

        Pick pick =
                lane.pick(
                        CHAIN,
                        kid -> 0,
                        BatchLimits.DEFAULT,
                        entry -> !entry.arrival().id().equals("a2"));

        assertThat(ids(pick.batch())).containsExactlyInAnyOrder("a1", "b1");
        assertThat(pick.full()).isFalse();
        assertThat(pick.early()).isEmpty();
    }
}
