package org.pcm.participant.information.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.pcm.cooperation.member.Resources;
import org.pcm.cooperation.member.Tier;
import org.pcm.cooperation.submission.Command;
import org.pcm.cooperation.submission.Outcome;
import org.pcm.cooperation.submission.Submission;
import org.pcm.participant.identity.Identity;
import org.pcm.participant.information.LaneKey;
import org.pcm.participant.information.MemoryOutbox;
import org.pcm.participant.information.Outbox;
import org.pcm.participant.information.PcmException;
import org.pcm.participant.information.Settled;
import org.pcm.participant.information.http.ScriptedGateway.Mishap;

class LaneTest {

    private static final Command PLEDGE = new Command.Pledge(new Resources(1, 2, 3));

    @TempDir Path folder;
    private final Outbox outbox = new MemoryOutbox();
    private final List<AutoCloseable> open = new ArrayList<>();
    private Identity identity;

    @BeforeEach
    void makeKey() throws IOException {
        identity = Identity.create(folder.resolve("a.key")).remember("alice", Tier.EDGE);
    }

    @AfterEach
    void closeAll() throws Exception {
        for (AutoCloseable each : open.reversed()) {
            each.close();
        }
    }

    private ScriptedGateway gateway(Mishap... mishaps) throws IOException {
        ScriptedGateway gateway = new ScriptedGateway(mishaps);
        open.add(gateway);
        return gateway;
    }

    private Lane lane(int window, URI... addresses) {
        Gateways gateways = new Gateways(List.of(addresses), Duration.ofMillis(200));
        open.add(gateways);
        LaneKey key = new LaneKey("ledger", "lab", identity.kid());
        Lane lane = new Lane(gateways, identity, key, outbox, window, 1_000, settled -> {});
        open.add(lane);
        return lane;
    }

    /** A lane whose clock goes ten minutes forward whenever it is looked at. */
    private Lane lateLane(URI address) {
        Gateways gateways = new Gateways(List.of(address), Duration.ofMillis(200));
        open.add(gateways);
        LaneKey key = new LaneKey("ledger", "lab", identity.kid());
        AtomicLong now = new AtomicLong(System.currentTimeMillis());
        InstantSource clock = () -> Instant.ofEpochMilli(now.addAndGet(600_000));
        Lane lane = new Lane(gateways, identity, key, outbox, 1, 1_000, settled -> {}, clock);
        open.add(lane);
        return lane;
    }

    private static List<Long> sequences(ScriptedGateway gateway) {
        return gateway.applied().stream().map(s -> s.header().sequence()).toList();
    }

    @ParameterizedTest
    @EnumSource(Mishap.class)
    void whatever_befalls_it_a_submission_takes_effect_once(Mishap mishap) throws IOException {
        ScriptedGateway gateway = gateway(mishap);

        Settled settled = lane(1, gateway.address()).submit(PLEDGE);

        assertThat(settled.outcome()).isInstanceOf(Outcome.Applied.class);
        assertThat(gateway.applied()).hasSize(1);
        assertThat(outbox.open(settled.submission().key())).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(
            value = Mishap.class,
            names = {"EXPIRED", "EXPIRED_HERE"},
            mode = EnumSource.Mode.EXCLUDE)
    void a_resend_is_the_same_byte_for_byte(Mishap mishap) throws IOException {
        ScriptedGateway gateway = gateway(mishap, mishap);

        lane(1, gateway.address()).submit(PLEDGE);

        assertThat(gateway.arrived()).hasSizeGreaterThan(1);
        assertThat(gateway.arrived().stream().distinct()).hasSize(1);
    }

    @Test
    void what_expired_is_signed_anew_under_its_number() throws IOException {
        ScriptedGateway gateway = gateway(Mishap.EXPIRED);

        lane(1, gateway.address()).submit(PLEDGE);

        List<Submission> arrived =
                gateway.arrived().stream()
                        .map(jws -> Submission.parse(jws.getBytes(StandardCharsets.US_ASCII)))
                        .toList();
        assertThat(arrived).extracting(s -> s.header().sequence()).containsExactly(1L, 1L);
        assertThat(arrived.get(1).payload()).isEqualTo(arrived.get(0).payload());
    }

    @Test
    void what_has_expired_by_one_gateways_clock_is_sent_again_while_another_may_hold_it()
            throws IOException {
        ScriptedGateway gateway = gateway(Mishap.HELD, Mishap.EXPIRED_HERE);

        Settled settled = lane(1, gateway.address()).submit(PLEDGE);

        assertThat(settled.outcome()).isInstanceOf(Outcome.Applied.class);
        assertThat(gateway.applied()).hasSize(1);
        assertThat(gateway.arrived().stream().distinct()).hasSize(1);
    }

    @Test
    void what_took_effect_before_it_was_signed_anew_does_not_take_effect_again()
            throws IOException {
        ScriptedGateway gateway = gateway(Mishap.HELD, Mishap.EXPIRED_HERE);

        Settled settled = lateLane(gateway.address()).submit(PLEDGE);

        assertThat(settled.outcome()).isInstanceOf(Outcome.Applied.class);
        assertThat(gateway.arrived().stream().distinct()).hasSize(2);
        assertThat(gateway.applied()).hasSize(1);
        assertThat(outbox.open(settled.submission().key())).isEmpty();
    }

    @Test
    void a_number_that_others_used_is_left_to_them() throws IOException {
        ScriptedGateway gateway = gateway();
        Lane lane = lane(1, gateway.address());
        lane.submit(PLEDGE);
        gateway.skip(3);

        lane.submit(PLEDGE);

        assertThat(sequences(gateway)).containsExactly(1L, 5L);
    }

    @Test
    void a_gap_is_filled_with_empty_submissions_and_the_signed_bytes_stay() throws IOException {
        ScriptedGateway gateway = gateway();
        outbox.skipTo(new LaneKey("ledger", "lab", identity.kid()), 2);

        lane(1, gateway.address()).submit(PLEDGE);

        assertThat(sequences(gateway)).containsExactly(1L, 2L, 3L);
        assertThat(gateway.applied().get(0).payload())
                .asString(StandardCharsets.UTF_8)
                .isEqualTo("[]");
        assertThat(gateway.applied().get(2).payload())
                .asString(StandardCharsets.UTF_8)
                .contains("pledge");
    }

    @Test
    void many_under_way_at_a_time_keep_their_numbers() throws IOException {
        ScriptedGateway gateway = gateway(Mishap.LOST_REQUEST, Mishap.BUSY, Mishap.LOST_REPLY);
        Lane lane = lane(8, gateway.address());

        List<CompletableFuture<Settled>> all =
                IntStream.range(0, 40).mapToObj(i -> lane.send(List.of(PLEDGE))).toList();
        all.forEach(Lane::await);

        assertThat(sequences(gateway)).hasSize(40).doesNotHaveDuplicates();
    }

    @Test
    void numbers_that_wait_for_a_lost_lower_one_go_again_without_a_question() throws IOException {
        ScriptedGateway gateway = gateway();
        Lane lane = lane(8, gateway.address());
        lane.submit(PLEDGE);
        int before = gateway.questions();
        gateway.next(Mishap.LOST_REQUEST);

        List<CompletableFuture<Settled>> all =
                IntStream.range(0, 8).mapToObj(i -> lane.send(List.of(PLEDGE))).toList();
        all.forEach(Lane::await);

        assertThat(gateway.questions()).isEqualTo(before);
        assertThat(sequences(gateway))
                .containsExactlyElementsOf(LongStream.rangeClosed(1, 9).boxed().toList());
    }

    @Test
    void the_next_process_sends_what_the_last_one_left() throws IOException {
        ScriptedGateway gateway = gateway();
        outbox.skipTo(new LaneKey("ledger", "lab", identity.kid()), 0);
        ServerlessAddress nowhere = new ServerlessAddress();
        Lane first = lane(1, nowhere.address());
        CompletableFuture<Settled> unheard = first.send(List.of(PLEDGE));
        first.close();
        assertThatThrownBy(unheard::join)
                .isInstanceOf(CompletionException.class)
                .hasCauseInstanceOf(PcmException.OutcomeUnknown.class);

        List<Settled> resumed = lane(1, gateway.address()).resume();

        assertThat(resumed)
                .extracting(Settled::outcome)
                .hasOnlyElementsOfType(Outcome.Applied.class);
        assertThat(gateway.applied()).hasSize(1);
    }

    @Test
    void another_gateway_takes_over_when_one_is_not_there() throws IOException {
        ScriptedGateway gateway = gateway();

        lane(1, new ServerlessAddress().address(), gateway.address()).submit(PLEDGE);

        assertThat(gateway.applied()).hasSize(1);
    }

    @Test
    void seen_never_falls() throws IOException {
        ScriptedGateway gateway = gateway();
        Lane lane = lane(1, gateway.address());

        lane.seen(7);
        lane.seen(3);
        lane.submit(PLEDGE);

        assertThat(gateway.applied().getFirst().header().seen()).isEqualTo(7);
    }

    /** An address where nobody listens. */
    private record ServerlessAddress(URI address) {
        ServerlessAddress() throws IOException {
            this(free());
        }

        private static URI free() throws IOException {
            try (var socket =
                    new java.net.ServerSocket(0, 1, java.net.InetAddress.getLoopbackAddress())) {
                return URI.create("http://127.0.0.1:" + socket.getLocalPort());
            }
        }
    }
}
