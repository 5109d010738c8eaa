package org.pcm.devnode.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.hyperledger.fabric.client.ChaincodeEvent;
import org.hyperledger.fabric.client.Checkpointer;
import org.hyperledger.fabric.client.CloseableIterator;
import org.hyperledger.fabric.client.FileCheckpointer;
import org.hyperledger.fabric.client.InMemoryCheckpointer;
import org.hyperledger.fabric.client.Status;
import org.hyperledger.fabric.client.Transaction;
import org.hyperledger.fabric.protos.common.Block;
import org.hyperledger.fabric.protos.peer.BlockAndPrivateData;
import org.hyperledger.fabric.protos.peer.FilteredBlock;
import org.hyperledger.fabric.protos.peer.FilteredTransaction;
import org.hyperledger.fabric.protos.peer.TxValidationCode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Streams of events and blocks, and how a reader goes on where it stopped. */
abstract class EventCases extends ProtocolCases {
    private Status emit(String name) throws Exception {
        return status(endorsed("event", name, "payload of " + name));
    }

    private CloseableIterator<ChaincodeEvent> eventsFrom(long block) {
        return client().network()
                .newChaincodeEventsRequest("kv")
                .startBlock(block)
                .build()
                .getEvents();
    }

    private CloseableIterator<ChaincodeEvent> eventsFrom(Checkpointer checkpointer) {
        return client().network()
                .newChaincodeEventsRequest("kv")
                .startBlock(0)
                .checkpoint(checkpointer)
                .build()
                .getEvents();
    }

    @Test
    void events_come_in_order_with_their_content() throws Exception {
        Status first = emit("first");
        Status second = emit("second");

        try (CloseableIterator<ChaincodeEvent> events = eventsFrom(first.getBlockNumber())) {
            ChaincodeEvent event = events.next();
            assertThat(event.getEventName()).isEqualTo("first");
            assertThat(event.getPayload()).asString().isEqualTo("payload of first");
            assertThat(event.getTransactionId()).isEqualTo(first.getTransactionId());
            assertThat(event.getBlockNumber()).isEqualTo(first.getBlockNumber());
            assertThat(events.next().getTransactionId()).isEqualTo(second.getTransactionId());
        }
    }

    @Test
    void a_stream_without_a_start_brings_what_is_committed_later() throws Exception {
        emit("earlier");
        try (CloseableIterator<ChaincodeEvent> events =
                        client().network().getChaincodeEvents("kv");
                ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor()) {
            Future<String> received = executor.submit(() -> events.next().getEventName());
            while (!received.isDone()) {
                emit("later");
            }

            assertThat(received.get()).isEqualTo("later");
        }
    }

    @Test
    void events_of_conflicting_transactions_do_not_come() throws Exception {
        long start = blocks().height();
        assertThat(submitted(proposedTo(new String[] {"Org1MSP"}, "event", "invalid", "")).code())
                .isEqualTo("ENDORSEMENT_POLICY_FAILURE");
        emit("valid");

        try (CloseableIterator<ChaincodeEvent> events = eventsFrom(start)) {
            assertThat(events.next().getEventName()).isEqualTo("valid");
        }
    }

    @Test
    void a_checkpoint_on_disk_resumes_after_the_last_event(@TempDir Path folder) throws Exception {
        InMemoryCheckpointer now = new InMemoryCheckpointer();
        now.checkpointBlock(blocks().height() - 1);
        List<String> expected = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            expected.add(emit("resumed").getTransactionId());
        }
        Path file = folder.resolve("checkpoint.json");
        List<String> received = new ArrayList<>();

        for (int i = 0; i < 2; i++) {
            try (FileCheckpointer checkpointer = new FileCheckpointer(file)) {
                if (i == 0) {
                    checkpointer.checkpointBlock(now.getBlockNumber().orElseThrow() - 1);
                }
                try (CloseableIterator<ChaincodeEvent> events = eventsFrom(checkpointer)) {
                    for (int n = 0; n < 2; n++) {
                        ChaincodeEvent event = events.next();
                        checkpointer.checkpointChaincodeEvent(event);
                        received.add(event.getTransactionId());
                    }
                }
            }
        }

        assertThat(received).isEqualTo(expected);
    }

    @Test
    void a_checkpoint_within_a_block_resumes_within_that_block() throws Exception {
        InMemoryCheckpointer checkpointer = new InMemoryCheckpointer();
        checkpointer.checkpointBlock(blocks().height() - 1);
        List<Transaction> transactions = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            transactions.add(endorsed("event", "burst" + i, ""));
        }
        try (ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<Status>> submitted =
                    transactions.stream().map(t -> executor.submit(() -> status(t))).toList();
            for (Future<Status> one : submitted) {
                assertThat(one.get().isSuccessful()).isTrue();
            }
        }

        List<String> received = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            try (CloseableIterator<ChaincodeEvent> events = eventsFrom(checkpointer)) {
                ChaincodeEvent event = events.next();
                checkpointer.checkpointChaincodeEvent(event);
                received.add(event.getEventName());
            }
        }

        assertThat(received).hasSize(8).doesNotHaveDuplicates();
        assertThat(new HashSet<>(received)).allMatch(name -> name.startsWith("burst"));
    }

    @Test
    void blocks_are_read_from_any_number_on() throws Exception {
        emit("block");
        try (CloseableIterator<Block> blocks =
                client().network().newBlockEventsRequest().startBlock(0).build().getEvents()) {
            assertThat(blocks.next().getHeader().getNumber()).isEqualTo(0);
            assertThat(blocks.next().getHeader().getNumber()).isEqualTo(1);
        }
        InMemoryCheckpointer checkpointer = new InMemoryCheckpointer();
        checkpointer.checkpointBlock(0);
        try (CloseableIterator<Block> blocks =
                client().network()
                        .newBlockEventsRequest()
                        .checkpoint(checkpointer)
                        .build()
                        .getEvents()) {
            assertThat(blocks.next().getHeader().getNumber()).isEqualTo(1);
        }
    }

    @Test
    void filtered_blocks_hold_results_and_the_names_of_events() throws Exception {
        Status status = emit("filtered");
        try (CloseableIterator<FilteredBlock> blocks =
                client().network()
                        .newFilteredBlockEventsRequest()
                        .startBlock(status.getBlockNumber())
                        .build()
                        .getEvents()) {
            FilteredBlock block = blocks.next();
            FilteredTransaction transaction = block.getFilteredTransactions(0);

            assertThat(block.getChannelId()).isEqualTo(ledger().channel());
            assertThat(transaction.getTxid()).isEqualTo(status.getTransactionId());
            assertThat(transaction.getTxValidationCode()).isEqualTo(TxValidationCode.VALID);
            var event =
                    transaction.getTransactionActions().getChaincodeActions(0).getChaincodeEvent();
            assertThat(event.getEventName()).isEqualTo("filtered");
            assertThat(event.getPayload().isEmpty()).isTrue();
        }
    }

    @Test
    void blocks_come_with_private_data_of_which_there_is_none() {
        try (CloseableIterator<BlockAndPrivateData> blocks =
                client().network()
                        .newBlockAndPrivateDataEventsRequest()
                        .startBlock(0)
                        .build()
                        .getEvents()) {
            BlockAndPrivateData block = blocks.next();
            assertThat(block.getBlock().getHeader().getNumber()).isEqualTo(0);
            assertThat(block.getPrivateDataMapMap()).isEmpty();
        }
    }

    @Test
    void an_unknown_channel_has_no_blocks() {
        try (CloseableIterator<Block> blocks =
                client().gateway().getNetwork("other").getBlockEvents()) {
            assertThatThrownBy(blocks::next).hasMessageContaining("NOT_FOUND");
        }
    }

    @Test
    void an_event_is_the_last_that_a_transaction_set() throws Exception {
        Status status = status(endorsed("events", "one", "two"));

        try (CloseableIterator<ChaincodeEvent> events = eventsFrom(status.getBlockNumber())) {
            assertThat(events.next().getEventName()).isEqualTo("two");
        }
    }

    @Test
    void an_event_has_a_name() throws Exception {
        assertThat(submitted("events", "").details())
                .containsExactly(
                        "Org1MSP: error in simulation: transaction returned with failure:"
                                + " java.lang.IllegalArgumentException: event name can not be nil"
                                + " string");
    }

    @Test
    void filtered_blocks_name_the_events_of_transactions_that_do_not_count() throws Exception {
        Status status =
                status(endorsed(proposedTo(new String[] {"Org1MSP"}, "event", "uncounted", "")));
        assertThat(status.getCode()).isEqualTo(TxValidationCode.ENDORSEMENT_POLICY_FAILURE);

        try (CloseableIterator<FilteredBlock> blocks =
                client().network()
                        .newFilteredBlockEventsRequest()
                        .startBlock(status.getBlockNumber())
                        .build()
                        .getEvents()) {
            FilteredTransaction transaction = blocks.next().getFilteredTransactions(0);
            assertThat(transaction.getTransactionActions().getChaincodeActionsList())
                    .singleElement()
                    .satisfies(a ->
                            assertThat(a.getChaincodeEvent().getEventName())
                                    .isEqualTo("uncounted"));
        }
    }
}
