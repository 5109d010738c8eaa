package org.pcm.devnode.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.hyperledger.fabric.protos.common.Envelope;
import org.hyperledger.fabric.protos.common.Status;
import org.hyperledger.fabric.protos.orderer.SeekInfo;
import org.hyperledger.fabric.protos.orderer.SeekNewest;
import org.hyperledger.fabric.protos.orderer.SeekOldest;
import org.hyperledger.fabric.protos.orderer.SeekPosition;
import org.hyperledger.fabric.protos.peer.DeliverResponse;
import org.junit.jupiter.api.Test;

/** The Deliver service to a client that says itself what it seeks, unlike the official one. */
abstract class DeliverCases extends ProtocolCases {
    private void assertRefused(Status status, Envelope request) throws Exception {
        assertThat(blocks().deliver(request))
                .containsExactly(DeliverResponse.newBuilder().setStatus(status).build());
    }

    @Test
    void a_range_is_answered_by_its_blocks_and_a_status() throws Exception {
        assertThat(submitted("nothing")).isEqualTo(ok("nothing"));

        List<DeliverResponse> responses =
                blocks().deliver(request(Blocks.range(0, 1), Duration.ZERO));

        assertThat(responses).hasSize(3);
        assertThat(responses.get(0).getBlock().getHeader().getNumber()).isEqualTo(0);
        assertThat(responses.get(1).getBlock().getHeader().getNumber()).isEqualTo(1);
        assertThat(responses.get(2).getStatus()).isEqualTo(Status.SUCCESS);
    }

    @Test
    void a_request_without_sense_is_refused() throws Exception {
        assertRefused(Status.BAD_REQUEST, request(Blocks.range(1, 0), Duration.ZERO));
        assertRefused(Status.BAD_REQUEST, request(SeekInfo.getDefaultInstance(), Duration.ZERO));
    }

    @Test
    void a_request_of_another_hour_is_refused() throws Exception {
        assertRefused(Status.BAD_REQUEST, request(Blocks.range(0, 0), Duration.ofHours(1)));
        assertRefused(Status.BAD_REQUEST, request(Blocks.range(0, 0), Duration.ofHours(-1)));
    }

    @Test
    void another_channel_is_not_found() throws Exception {
        assertRefused(
                Status.NOT_FOUND, blocks().request("other", Blocks.range(0, 0), Duration.ZERO));
    }

    @Test
    void a_block_that_does_not_exist_is_not_found_by_who_will_not_wait() throws Exception {
        SeekInfo seek =
                Blocks.range(1_000_000, 1_000_000).toBuilder()
                        .setBehavior(SeekInfo.SeekBehavior.FAIL_IF_NOT_READY)
                        .build();

        assertRefused(Status.NOT_FOUND, request(seek, Duration.ZERO));
    }

    @Test
    void a_request_with_another_signature_is_forbidden() throws Exception {
        Envelope request = request(Blocks.range(0, 0), Duration.ZERO);
        Envelope other = request(Blocks.range(0, 1), Duration.ZERO);

        assertRefused(
                Status.FORBIDDEN, request.toBuilder().setSignature(other.getSignature()).build());
    }

    @Test
    void a_seek_begins_at_the_oldest_block_and_ends_at_the_newest() throws Exception {
        SeekPosition oldest =
                SeekPosition.newBuilder().setOldest(SeekOldest.getDefaultInstance()).build();
        SeekPosition newest =
                SeekPosition.newBuilder().setNewest(SeekNewest.getDefaultInstance()).build();
        long height = blocks().height();

        assertThat(blocks().deliver(request(seek(oldest, oldest), Duration.ZERO))).hasSize(2);
        assertThat(blocks().deliver(request(seek(newest, newest), Duration.ZERO))).hasSize(2);
        assertThat(blocks().deliver(request(seek(oldest, newest), Duration.ZERO)))
                .hasSize((int) height + 1);
    }

    private static SeekInfo seek(SeekPosition start, SeekPosition stop) {
        return SeekInfo.newBuilder().setStart(start).setStop(stop).build();
    }

    private Envelope request(SeekInfo seek, Duration age) throws Exception {
        return blocks().request(ledger().channel(), seek, age);
    }
}
