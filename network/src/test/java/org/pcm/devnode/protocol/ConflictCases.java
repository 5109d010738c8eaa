package org.pcm.devnode.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.hyperledger.fabric.client.Transaction;
import org.hyperledger.fabric.protos.peer.TxValidationCode;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** Transactions that were endorsed against what is no longer so. */
abstract class ConflictCases extends ProtocolCases {
    @Test
    void of_ten_transactions_on_one_key_one_wins() throws Exception {
        submitted("put", "conflicts/hot", "0");
        List<Transaction> rivals = new ArrayList<>();
        for (int i = 0; i < 10; i++) {
            rivals.add(endorsed("increment", "conflicts/hot"));
        }

        List<TxValidationCode> codes = submitTogether(rivals);

        assertThat(Collections.frequency(codes, TxValidationCode.VALID)).isEqualTo(1);
        assertThat(Collections.frequency(codes, TxValidationCode.MVCC_READ_CONFLICT)).isEqualTo(9);
        assertThat(evaluated("get", "conflicts/hot")).isEqualTo(ok("1"));
    }

    private List<TxValidationCode> submitTogether(List<Transaction> transactions) throws Exception {
        List<TxValidationCode> codes = new ArrayList<>();
        try (ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Callable<TxValidationCode>> submissions =
                    transactions.stream()
                            .<Callable<TxValidationCode>>map(t -> () -> code(t))
                            .toList();
            for (Future<TxValidationCode> submission : executor.invokeAll(submissions)) {
                codes.add(submission.get());
            }
        }
        return codes;
    }

    @Test
    void a_loser_changes_nothing() throws Exception {
        submitted("put", "conflicts/contended", "0");
        Transaction late = endorsed("increment", "conflicts/contended");
        submitted("increment", "conflicts/contended");

        assertThat(code(late)).isEqualTo(TxValidationCode.MVCC_READ_CONFLICT);
        assertThat(evaluated("get", "conflicts/contended")).isEqualTo(ok("1"));
    }

    @Test
    void a_key_that_was_missing_conflicts_when_it_comes() throws Exception {
        Transaction late = endorsed("increment", "conflicts/new");
        submitted("increment", "conflicts/new");

        assertThat(code(late)).isEqualTo(TxValidationCode.MVCC_READ_CONFLICT);
    }

    @Test
    void a_key_that_is_deleted_conflicts() throws Exception {
        submitted("put", "conflicts/deleted", "0");
        Transaction late = endorsed("increment", "conflicts/deleted");
        submitted("delete", "conflicts/deleted");

        assertThat(code(late)).isEqualTo(TxValidationCode.MVCC_READ_CONFLICT);
    }

    @Test
    void a_key_that_is_written_again_with_the_same_value_conflicts() throws Exception {
        submitted("put", "conflicts/same", "0");
        Transaction late = endorsed("increment", "conflicts/same");
        submitted("put", "conflicts/same", "0");

        assertThat(code(late)).isEqualTo(TxValidationCode.MVCC_READ_CONFLICT);
    }

    @Test
    void blind_writes_do_not_conflict() throws Exception {
        Transaction first = endorsed("put", "conflicts/blind", "1");
        Transaction second = endorsed("put", "conflicts/blind", "2");

        assertThat(code(first)).isEqualTo(TxValidationCode.VALID);
        assertThat(code(second)).isEqualTo(TxValidationCode.VALID);
        assertThat(evaluated("get", "conflicts/blind")).isEqualTo(ok("2"));
    }

    @Nested
    class A_range {
        @Test
        void of_few_rows_notices_a_changed_row() throws Exception {
            submitted("fill", "conflicts/few/", "20");
            Transaction reader = reader("few");
            submitted("put", "conflicts/few/00007", "changed");

            assertThat(code(reader)).isEqualTo(TxValidationCode.PHANTOM_READ_CONFLICT);
        }

        @Test
        void of_no_rows_notices_the_first() throws Exception {
            Transaction reader = reader("none");
            submitted("put", "conflicts/none/1", "new");

            assertThat(code(reader)).isEqualTo(TxValidationCode.PHANTOM_READ_CONFLICT);
        }

        @Test
        void of_many_rows_notices_a_new_row() throws Exception {
            submitted("fill", "conflicts/phantom/", "300");
            Transaction reader = reader("phantom");
            submitted("put", "conflicts/phantom/00100x", "new");

            assertThat(code(reader)).isEqualTo(TxValidationCode.PHANTOM_READ_CONFLICT);
        }

        @Test
        void notices_a_row_after_its_last() throws Exception {
            submitted("fill", "conflicts/growing/", "60");
            Transaction reader = reader("growing");
            submitted("put", "conflicts/growing/00060", "new");

            assertThat(code(reader)).isEqualTo(TxValidationCode.PHANTOM_READ_CONFLICT);
        }

        @Test
        void notices_a_deleted_row() throws Exception {
            submitted("fill", "conflicts/shrinking/", "60");
            Transaction reader = reader("shrinking");
            submitted("delete", "conflicts/shrinking/00059");

            assertThat(code(reader)).isEqualTo(TxValidationCode.PHANTOM_READ_CONFLICT);
        }

        @Test
        void that_is_unchanged_does_not_conflict() throws Exception {
            for (int rows : new int[] {0, 1, 50, 51, 100, 101, 2700}) {
                String name = "still" + rows;
                submitted("fill", "conflicts/" + name + "/", "" + rows);
                Transaction reader = reader(name);
                submitted("put", "conflicts/elsewhere", "1");

                assertThat(code(reader)).isEqualTo(TxValidationCode.VALID);
            }
        }

        private Transaction reader(String name) throws Exception {
            return endorsed(
                    "rangeAndPut",
                    "conflicts/" + name + "/",
                    "conflicts/" + name + "0",
                    "conflicts/" + name);
        }
    }
}
