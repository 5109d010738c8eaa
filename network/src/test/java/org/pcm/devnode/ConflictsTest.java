package org.pcm.devnode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.hyperledger.fabric.client.CommitException;
import org.hyperledger.fabric.client.EndorseException;
import org.hyperledger.fabric.client.Transaction;
import org.hyperledger.fabric.protos.peer.TxValidationCode;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** Who wins when transactions meet, and what a range read protects. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ConflictsTest {
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
    void of_ten_transactions_on_one_key_one_wins() throws Exception {
        client.submit("put", "hot", "0");
        List<Transaction> rivals = new ArrayList<>();
        for (int i = 0; i < 10; i++) {
            rivals.add(client.propose("increment", "hot").endorse());
        }

        List<TxValidationCode> codes = submitTogether(rivals);

        assertThat(Collections.frequency(codes, TxValidationCode.VALID)).isEqualTo(1);
        assertThat(Collections.frequency(codes, TxValidationCode.MVCC_READ_CONFLICT)).isEqualTo(9);
        assertThat(client.evaluate("get", "hot")).isEqualTo("1");
    }

    private static List<TxValidationCode> submitTogether(List<Transaction> transactions)
            throws Exception {
        List<TxValidationCode> codes = new ArrayList<>();
        try (ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Callable<TxValidationCode>> submissions =
                    transactions.stream()
                            .<Callable<TxValidationCode>>map(
                                    t -> () -> t.submitAsync().getStatus().getCode())
                            .toList();
            for (Future<TxValidationCode> submission : executor.invokeAll(submissions)) {
                codes.add(submission.get());
            }
        }
        return codes;
    }

    @Test
    void a_loser_hears_of_it_by_a_commit_exception() throws Exception {
        client.submit("put", "contended", "0");
        Transaction late = client.propose("increment", "contended").endorse();
        client.submit("increment", "contended");

        CommitException error = catchThrowableOfType(CommitException.class, late::submit);

        assertThat(error.getCode()).isEqualTo(TxValidationCode.MVCC_READ_CONFLICT);
        assertThat(client.evaluate("get", "contended")).isEqualTo("1");
    }

    @Test
    void blind_writes_do_not_conflict() throws Exception {
        Transaction first = client.propose("put", "blind", "1").endorse();
        Transaction second = client.propose("put", "blind", "2").endorse();

        assertThat(code(first)).isEqualTo(TxValidationCode.VALID);
        assertThat(code(second)).isEqualTo(TxValidationCode.VALID);
        assertThat(client.evaluate("get", "blind")).isEqualTo("2");
    }

    private static TxValidationCode code(Transaction transaction) throws Exception {
        return transaction.submitAsync().getStatus().getCode();
    }

    @Nested
    class A_range {
        @Test
        void holds_all_its_rows_over_several_batches() throws Exception {
            client.submit("fill", "many/", "250");

            assertThat(client.evaluate("range", "many/", "many0"))
                    .isEqualTo("250:many/00000..many/00249");
            assertThat(client.evaluate("range", "many/00010", "many/00020"))
                    .isEqualTo("10:many/00010..many/00019");
            assertThat(client.evaluate("range", "nothing/", "nothing0")).isEqualTo("0");
        }

        @Test
        void is_in_the_order_of_the_keys_bytes_and_not_of_java() throws Exception {
            String beyondTheBasicPlane = "order/\uD83D\uDE00";
            String lastOfTheBasicPlane = "order/\uFFFD";
            client.submit("put", beyondTheBasicPlane, "1");
            client.submit("put", lastOfTheBasicPlane, "1");

            assertThat(client.evaluate("range", "order/", "order0"))
                    .isEqualTo("2:" + lastOfTheBasicPlane + ".." + beyondTheBasicPlane);
        }

        @Test
        void is_read_in_pages() throws Exception {
            client.submit("fill", "paged/", "25");

            assertThat(client.evaluate("page", "paged/", "paged0", "10", ""))
                    .isEqualTo("10:paged/00010");
            assertThat(client.evaluate("page", "paged/", "paged0", "10", "paged/00010"))
                    .isEqualTo("10:paged/00020");
            assertThat(client.evaluate("page", "paged/", "paged0", "10", "paged/00020"))
                    .isEqualTo("5:");
        }

        @Test
        void of_few_rows_notices_a_changed_row() throws Exception {
            client.submit("fill", "few/", "20");
            Transaction reader = reader("few/", "few0", "few");
            client.submit("put", "few/00007", "changed");

            assertThat(code(reader)).isEqualTo(TxValidationCode.PHANTOM_READ_CONFLICT);
        }

        @Test
        void of_many_rows_notices_a_new_row() throws Exception {
            client.submit("fill", "phantom/", "300");
            Transaction reader = reader("phantom/", "phantom0", "phantoms");
            client.submit("put", "phantom/00100x", "new");

            assertThat(code(reader)).isEqualTo(TxValidationCode.PHANTOM_READ_CONFLICT);
        }

        @Test
        void notices_a_deleted_row() throws Exception {
            client.submit("fill", "shrinking/", "60");
            Transaction reader = reader("shrinking/", "shrinking0", "shrunk");
            client.submit("delete", "shrinking/00059");

            assertThat(code(reader)).isEqualTo(TxValidationCode.PHANTOM_READ_CONFLICT);
        }

        @Test
        void that_is_unchanged_does_not_conflict() throws Exception {
            for (int rows : new int[] {0, 1, 50, 51, 100, 101, 2700}) {
                String prefix = "still" + rows + "/";
                client.submit("fill", prefix, "" + rows);
                Transaction reader = reader(prefix, "still" + rows + "0", "sum" + rows);
                client.submit("put", "elsewhere", "1");

                assertThat(code(reader)).isEqualTo(TxValidationCode.VALID);
            }
        }

        private Transaction reader(String start, String end, String target)
                throws EndorseException {
            return client.propose("rangeAndPut", start, end, target).endorse();
        }
    }
}
