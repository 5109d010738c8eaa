package org.pcm.gateway.business;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.pcm.cooperation.RefusalCode;
import org.pcm.gateway.information.message.Arrival;
import org.pcm.gateway.information.message.Stored;

class EventQueueTest {
    private static final byte[] CHAIN = new byte[32];

    @TempDir Path folder;

    private static Arrival arrival(String kid, long sequence) {
        return arrival(kid, sequence, 100);
    }

    private static Arrival arrival(String kid, long sequence, int characters) {
        return new Arrival(
                kid + "/" + sequence, "lane", kid, sequence, 1, "j".repeat(characters), 7);
    }

    private EventQueue open() throws IOException {
        return open(EventQueue.Bounds.DEFAULT);
    }

    private EventQueue open(EventQueue.Bounds bounds) throws IOException {
        return new EventQueue(folder, bounds);
    }

    private static Pick pick(EventQueue queue) {
        return queue.pick("lane", CHAIN, kid -> 0, BatchLimits.DEFAULT, entry -> true);
    }

    private static List<String> ready(EventQueue queue) {
        return pick(queue).batch().stream().map(entry -> entry.arrival().id()).toList();
    }

    private static Entry only(EventQueue queue) {
        return pick(queue).batch().getFirst();
    }

    @Test
    void what_was_stored_is_ready_for_its_lane() throws IOException {
        try (EventQueue queue = open()) {
            assertThat(queue.add(arrival("a", 1)).join()).isEqualTo(Stored.SAFE);
            assertThat(ready(queue)).containsExactly("a/1");
            assertThat(queue.holds("a/1")).isTrue();
        }
    }

    @Test
    void the_same_submission_is_stored_once() throws IOException {
        try (EventQueue queue = open()) {
            queue.add(arrival("a", 1)).join();
            assertThat(queue.add(arrival("a", 1)).join()).isEqualTo(Stored.ALREADY);
            assertThat(ready(queue)).containsExactly("a/1");
        }
    }

    @Test
    void another_submission_under_a_waiting_sequence_is_refused() throws IOException {
        Arrival other = new Arrival("other", "lane", "a", 1, 1, "jws", 7);
        try (EventQueue queue = open()) {
            queue.add(arrival("a", 1)).join();
            assertThat(queue.add(other).join()).isEqualTo(Stored.SEQUENCE_TAKEN);
            assertThat(queue.holds("other")).isFalse();
        }
    }

    @Test
    void the_listener_hears_of_each_lane() throws IOException {
        List<String> heard = new ArrayList<>();
        try (EventQueue queue = open()) {
            queue.onArrival(heard::add);
            queue.add(arrival("a", 1)).join();
        }
        assertThat(heard).containsExactly("lane");
    }

    @Nested
    class Bounded {
        @Test
        void a_full_queue_takes_nothing_until_something_left() throws IOException {
            try (EventQueue queue = open(new EventQueue.Bounds(250, 250, 1 << 20))) {
                queue.add(arrival("a", 1)).join();
                queue.add(arrival("b", 1)).join();
                assertThat(queue.add(arrival("c", 1)).join()).isEqualTo(Stored.FULL);
                queue.settle(List.of(only(queue)));
                assertThat(queue.add(arrival("c", 1)).join()).isEqualTo(Stored.SAFE);
            }
        }

        @Test
        void a_lane_is_forgotten_once_nothing_waits_in_it() throws IOException {
            try (EventQueue queue = open()) {
                queue.add(arrival("a", 1)).join();
                assertThat(queue.forget("lane")).isFalse();
                queue.settle(List.of(only(queue)));
                assertThat(queue.forget("lane")).isTrue();
                assertThat(queue.lanes()).isEmpty();
                queue.add(arrival("a", 1)).join();
                assertThat(ready(queue)).containsExactly("a/1");
            }
        }

        @Test
        void one_key_cannot_fill_the_queue_for_others() throws IOException {
            try (EventQueue queue = open(new EventQueue.Bounds(1_000, 150, 1 << 20))) {
                queue.add(arrival("a", 1)).join();
                assertThat(queue.add(arrival("a", 2)).join()).isEqualTo(Stored.KEY_FULL);
                assertThat(queue.add(arrival("b", 1)).join()).isEqualTo(Stored.SAFE);
            }
        }
    }

    @Nested
    class Reopened {
        @Test
        void everything_that_waited_is_there_again() throws IOException {
            try (EventQueue queue = open()) {
                for (int i = 1; i <= 50; i++) {
                    queue.add(arrival("a", i)).join();
                }
            }
            try (EventQueue queue = open()) {
                assertThat(ready(queue)).hasSize(50).startsWith("a/1", "a/2").endsWith("a/50");
                assertThat(only(queue).arrival()).isEqualTo(arrival("a", 1));
                assertThat(queue.lanes()).containsExactly("lane");
            }
        }

        @Test
        void what_was_settled_does_not_come_back() throws IOException {
            try (EventQueue queue = open()) {
                queue.add(arrival("a", 1)).join();
                queue.add(arrival("b", 1)).join();
                queue.settle(List.of(only(queue)));
                assertThat(ready(queue)).hasSize(1);
            }
            try (EventQueue queue = open()) {
                assertThat(ready(queue)).hasSize(1);
            }
        }

        @Test
        void a_refusal_is_remembered_and_its_event_gone() throws IOException {
            try (EventQueue queue = open()) {
                queue.add(arrival("a", 1)).join();
                queue.refuse(only(queue), RefusalCode.SEQUENCE_GAP.because("why")).join();
                assertThat(queue.holds("a/1")).isFalse();
            }
            try (EventQueue queue = open()) {
                assertThat(ready(queue)).isEmpty();
                assertThat(queue.refusal("a/1")).contains(RefusalCode.SEQUENCE_GAP.because("why"));
            }
        }

        @Test
        void a_refused_submission_may_be_sent_again() throws IOException {
            try (EventQueue queue = open()) {
                queue.add(arrival("a", 1)).join();
                queue.refuse(only(queue), RefusalCode.SEQUENCE_GAP.because("why")).join();
                assertThat(queue.add(arrival("a", 1)).join()).isEqualTo(Stored.SAFE);
                assertThat(queue.refusal("a/1")).isEmpty();
            }
            try (EventQueue queue = open()) {
                assertThat(ready(queue)).containsExactly("a/1");
            }
        }

        @Test
        void files_whose_events_are_gone_are_deleted() throws IOException {
            try (EventQueue queue = open(new EventQueue.Bounds(1 << 20, 1 << 20, 500))) {
                for (int i = 1; i <= 40; i++) {
                    queue.add(arrival("a", i)).join();
                }
                assertThat(files()).hasSizeGreaterThan(5);
                queue.settle(pick(queue).batch());
                queue.add(arrival("a", 41)).join();
                assertThat(files()).hasSizeLessThan(4);
            }
            try (EventQueue queue = open()) {
                assertThat(queue.holds("a/41")).isTrue();
                assertThat(queue.size()).isEqualTo(1);
            }
        }
    }

    private List<Path> files() throws IOException {
        try (var files = Files.list(folder)) {
            return files.sorted().toList();
        }
    }

    @Nested
    class Killed {
        @Test
        void a_file_cut_at_any_byte_loses_only_what_was_not_whole() throws IOException {
            try (EventQueue queue = open()) {
                queue.add(arrival("a", 1)).join();
                queue.add(arrival("a", 2)).join();
            }
            byte[] whole = Files.readAllBytes(files().getFirst());
            for (int cut = 0; cut <= whole.length; cut++) {
                Files.write(files().getFirst(), Arrays.copyOf(whole, cut));
                int expected = cut == whole.length ? 2 : cut >= whole.length / 2 ? 1 : 0;
                try (EventQueue queue = open()) {
                    assertThat(queue.size()).as("cut at %d", cut).isEqualTo(expected);
                    long next = expected + 1L;
                    assertThat(queue.add(arrival("a", next)).join()).isEqualTo(Stored.SAFE);
                }
                try (EventQueue queue = open()) {
                    assertThat(ready(queue)).as("after a cut at %d", cut).hasSize(expected + 1);
                }
            }
        }

        @Test
        void garbage_behind_the_last_record_is_dropped() throws IOException {
            try (EventQueue queue = open()) {
                queue.add(arrival("a", 1)).join();
            }
            byte[] whole = Files.readAllBytes(files().getFirst());
            byte[] longer = Arrays.copyOf(whole, whole.length + 64);
            Arrays.fill(longer, whole.length, longer.length, (byte) 0x5a);
            Files.write(files().getFirst(), longer);
            try (EventQueue queue = open()) {
                assertThat(ready(queue)).containsExactly("a/1");
            }
        }

        @Test
        void damage_that_no_crash_explains_is_an_error() throws IOException {
            try (EventQueue queue = open(new EventQueue.Bounds(1 << 20, 1 << 20, 150))) {
                for (int i = 1; i <= 4; i++) {
                    queue.add(arrival("a", i)).join();
                }
            }
            Path oldest = files().getFirst();
            byte[] bytes = Files.readAllBytes(oldest);
            bytes[bytes.length / 2] ^= 1;
            Files.write(oldest, bytes);
            assertThatThrownBy(() -> open().close())
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("is damaged at byte");
        }
    }

    @Nested
    class UnderLoad {
        @Test
        void many_senders_share_fsyncs_and_none_is_lost() throws IOException {
            List<CompletableFuture<Stored>> answers = new ArrayList<>();
            try (EventQueue queue = open()) {
                for (int i = 1; i <= 2_000; i++) {
                    answers.add(queue.add(arrival("key" + i % 7, i / 7 + 1)));
                }
                answers.forEach(answer -> assertThat(answer.join()).isEqualTo(Stored.SAFE));
            }
            try (EventQueue queue = open()) {
                assertThat(queue.size()).isEqualTo(2_000);
            }
        }
    }
}
