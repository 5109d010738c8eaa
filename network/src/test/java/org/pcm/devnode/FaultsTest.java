package org.pcm.devnode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.grpc.Status;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.hyperledger.fabric.client.ChaincodeEvent;
import org.hyperledger.fabric.client.CloseableIterator;
import org.hyperledger.fabric.client.CommitException;
import org.hyperledger.fabric.client.EndorseException;
import org.hyperledger.fabric.client.SubmitException;
import org.hyperledger.fabric.client.Transaction;
import org.hyperledger.fabric.protos.common.Block;
import org.hyperledger.fabric.protos.peer.TxValidationCode;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.pcm.devnode.fault.Fault;
import org.pcm.devnode.fault.FaultRates;

/** Faults that a test orders, and what is left behind. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class FaultsTest {
    private static final long PATIENCE_SECONDS = 60;

    private TestNetwork network;
    private Client client;

    @BeforeAll
    void start(@TempDir Path folder) throws Exception {
        network = TestNetwork.start(folder);
        client = network.client();
    }

    @AfterAll
    void stop() throws Exception {
        network.close();
    }

    @Test
    void a_lost_reply_hides_a_transaction_that_is_committed() throws Exception {
        Transaction transaction = client.propose("put", "lost", "reply").endorse();
        network.node().faults().order(Fault.LOST_REPLY, 1);

        SubmitException error = catchThrowableOfType(SubmitException.class, transaction::submit);

        assertThat(error.getStatus().getCode()).isEqualTo(Status.Code.UNAVAILABLE);
        String id = transaction.getTransactionId();
        assertThat(client.commitStatus(id, PATIENCE_SECONDS, TimeUnit.SECONDS).isSuccessful())
                .isTrue();
        assertThat(client.evaluate("get", "lost")).isEqualTo("reply");
    }

    @Test
    void an_ordered_conflict_strikes_a_transaction_without_a_rival() throws Exception {
        client.submit("increment", "alone");
        client.submit("increment", "alone");
        network.node().faults().order(Fault.CONFLICT, 2);

        for (int i = 0; i < 2; i++) {
            CommitException error =
                    catchThrowableOfType(
                            CommitException.class, () -> client.submit("increment", "alone"));
            assertThat(error.getCode()).isEqualTo(TxValidationCode.MVCC_READ_CONFLICT);
        }

        assertThat(client.submit("increment", "alone")).isEqualTo("3");
    }

    @Test
    void an_ordered_conflict_waits_for_a_transaction_that_can_conflict() throws Exception {
        client.submit("increment", "patient");
        network.node().faults().order(Fault.CONFLICT, 1);

        client.submit("put", "blind", "1");
        CommitException error =
                catchThrowableOfType(
                        CommitException.class, () -> client.submit("increment", "patient"));

        assertThat(error.getCode()).isEqualTo(TxValidationCode.MVCC_READ_CONFLICT);
    }

    @Test
    void a_broken_chaincode_stream_fails_one_endorsement_and_is_dialled_again() throws Exception {
        network.node().faults().order(Fault.BROKEN_CHAINCODE, 1);

        EndorseException error =
                catchThrowableOfType(
                        EndorseException.class, () -> client.submit("put", "broken", "1"));

        assertThat(error.getDetails().get(0).getMessage())
                .endsWith("error sending: chaincode stream terminated");
        assertThat(network.node().awaitChaincode("kv", TestNetwork.PATIENCE)).isTrue();
        assertThat(client.submit("put", "broken", "2")).isEqualTo("2");
    }

    @Test
    void a_broken_event_stream_ends_after_an_event() throws Exception {
        long block =
                client.propose("event", "cut", "")
                        .endorse()
                        .submitAsync()
                        .getStatus()
                        .getBlockNumber();
        network.node().faults().order(Fault.BROKEN_STREAM, 1);

        try (CloseableIterator<ChaincodeEvent> events =
                client.network()
                        .newChaincodeEventsRequest("kv")
                        .startBlock(block)
                        .build()
                        .getEvents()) {
            assertThat(events.next().getEventName()).isEqualTo("cut");
            Throwable error = catchThrowableOfType(Throwable.class, events::next);
            assertThat(Status.fromThrowable(error).getCode()).isEqualTo(Status.Code.UNAVAILABLE);
        }
    }

    @Test
    void a_broken_block_stream_ends_after_a_block() {
        network.node().faults().order(Fault.BROKEN_STREAM, 1);

        try (CloseableIterator<Block> blocks =
                client.network().newBlockEventsRequest().startBlock(0).build().getEvents()) {
            assertThat(blocks.next().getHeader().getNumber()).isEqualTo(0);
            Throwable error = catchThrowableOfType(Throwable.class, blocks::next);
            assertThat(Status.fromThrowable(error).getCode()).isEqualTo(Status.Code.UNAVAILABLE);
        }
    }

    @Test
    void rates_strike_by_chance_and_can_be_taken_back() throws Exception {
        network.node().faults().rates(FaultRates.parse("lost-reply=1,delay-millis=2,seed=3"));
        try {
            SubmitException error =
                    catchThrowableOfType(
                            SubmitException.class, () -> client.submit("put", "rate", "1"));
            assertThat(error.getStatus().getCode()).isEqualTo(Status.Code.UNAVAILABLE);
        } finally {
            network.node().faults().rates(FaultRates.NONE);
        }

        assertThat(client.submit("put", "rate", "2")).isEqualTo("2");
    }
}
