package org.pcm.gateway.information.fabric;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.pcm.gateway.Until;

/** Who is asked to endorse when some fail, and how those come back. */
class EndorsersTest {
    private final AtomicLong now = new AtomicLong(1_000_000);
    private final Set<String> away = ConcurrentHashMap.newKeySet();
    private final ConcurrentLinkedQueue<String> asked = new ConcurrentLinkedQueue<>();

    private Endorsers endorsers(List<String> preferred, List<String> spares) {
        InstantSource clock = () -> Instant.ofEpochMilli(now.get());
        return new Endorsers(preferred, spares, this::answers, clock);
    }

    private boolean answers(String mspId) {
        boolean answers = !away.contains(mspId);
        asked.add(mspId);
        return answers;
    }

    private Endorsers threeOfFour() {
        return endorsers(List.of("A", "B", "C"), List.of("D"));
    }

    @Test
    void the_preferred_ones_are_asked_while_they_work() {
        Endorsers endorsers = threeOfFour();

        assertThat(endorsers.choose()).containsExactly("A", "B", "C");
        assertThat(asked).isEmpty();
    }

    @Test
    void a_spare_stands_in_for_one_that_failed() {
        Endorsers endorsers = threeOfFour();

        endorsers.blame(List.of("B"), "away");

        assertThat(endorsers.choose()).containsExactly("A", "C", "D");
    }

    @Test
    void the_peer_chooses_where_too_few_are_left() {
        Endorsers endorsers = threeOfFour();

        endorsers.blame(List.of("B", "D"), "away");

        assertThat(endorsers.choose()).isEmpty();
    }

    @Test
    void the_peer_chooses_where_none_are_preferred() {
        assertThat(endorsers(List.of(), List.of("A", "B")).choose()).isEmpty();
    }

    @Test
    void nobody_is_asked_before_its_time_and_who_answers_then_comes_back() throws Exception {
        Endorsers endorsers = threeOfFour();
        endorsers.blame(List.of("B"), "away");
        assertThat(endorsers.choose()).doesNotContain("B");
        assertThat(asked).isEmpty();

        now.addAndGet(60_000);

        Until.holds("B is back", () -> endorsers.choose().equals(List.of("A", "B", "C")));
        assertThat(asked).containsOnly("B");
    }

    @Test
    void who_still_does_not_answer_is_left_alone_longer() throws Exception {
        Endorsers endorsers = threeOfFour();
        away.add("B");
        endorsers.blame(List.of("B"), "away");
        now.addAndGet(1_000);
        assertThat(endorsers.choose()).doesNotContain("B");
        Until.holds("B was asked", () -> asked.size() == 1);

        away.clear();

        Until.holds(
                "B is back",
                () -> {
                    now.addAndGet(1_000);
                    return endorsers.choose().contains("B");
                });
        assertThat(asked).containsExactly("B", "B");
    }

    @Test
    void strangers_are_not_blamed() {
        Endorsers endorsers = threeOfFour();

        endorsers.blame(List.of("Nobody"), "not one of ours");

        assertThat(endorsers.choose()).containsExactly("A", "B", "C");
    }
}
