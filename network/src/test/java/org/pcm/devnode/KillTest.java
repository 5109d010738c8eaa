package org.pcm.devnode;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import io.grpc.Status;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import java.util.stream.IntStream;
import org.hyperledger.fabric.client.GatewayException;
import org.hyperledger.fabric.client.SubmittedTransaction;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Kills a node after random numbers of commits while clients submit, and starts it again on the
 * same folder. The invariant: what a client was told to be committed is committed, in the block it
 * was told.
 */
class KillTest {
    private static final int CLIENTS = 4;
    private static final int MOST_COMMITS_IN_A_LIFE = 80;
    private static final Set<Status.Code> DEATH =
            Set.of(Status.Code.UNAVAILABLE, Status.Code.CANCELLED, Status.Code.DEADLINE_EXCEEDED);

    @TempDir private Path folder;

    private final List<Told> told = new CopyOnWriteArrayList<>();
    private final AtomicInteger keys = new AtomicInteger();

    /**
     * What a client was told.
     *
     * @param commit to ask again with
     */
    private record Told(ByteString commit, long block) {}

    @Test
    void a_killed_node_keeps_what_it_told_to_be_committed() throws Exception {
        killAgainAndAgain(1, 2);
    }

    @Tag("slow")
    @Test
    void a_node_killed_many_times_keeps_what_it_told_to_be_committed() throws Exception {
        killAgainAndAgain(2, 12);
    }

    private void killAgainAndAgain(long seed, int lives) throws Exception {
        RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
        try (RunningChaincode chaincode = RunningChaincode.start("same")) {
            for (int life = 0; life < lives; life++) {
                live(chaincode, random.nextInt(1, MOST_COMMITS_IN_A_LIFE));
            }
            try (Devnode node = Devnode.start(Devnode.Options.in(folder));
                    Client client = Client.of(node)) {
                for (Told transaction : told) {
                    assertThat(
                                    client.gateway()
                                            .newCommit(transaction.commit().toByteArray())
                                            .getStatus()
                                            .getBlockNumber())
                            .as("seed %d", seed)
                            .isEqualTo(transaction.block());
                }
            }
        }
    }

    /** One life of the node: clients submit until so many commits, then it is killed. */
    private void live(RunningChaincode chaincode, int commits) throws Exception {
        CountDownLatch committed = new CountDownLatch(commits);
        AtomicBoolean alive = new AtomicBoolean(true);
        int port = RunningChaincode.freePort();
        try (DevnodeProcess node = DevnodeProcess.start(folder, port, chaincode.address());
                Client client = node.client();
                ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<?>> clients =
                    IntStream.range(0, CLIENTS)
                            .<Future<?>>mapToObj(i ->
                                    executor.submit(() -> submitWhile(alive, client, committed)))
                            .toList();
            assertThat(committed.await(1, TimeUnit.MINUTES)).isTrue();
            node.kill();
            alive.set(false);
            for (Future<?> one : clients) {
                one.get();
            }
        }
    }

    private void submitWhile(AtomicBoolean alive, Client client, CountDownLatch committed) {
        while (alive.get()) {
            try {
                SubmittedTransaction transaction =
                        client.propose("put", "key" + keys.incrementAndGet(), "1")
                                .endorse()
                                .submitAsync();
                var status = transaction.getStatus();
                assertThat(status.isSuccessful()).isTrue();
                told.add(
                        new Told(
                                ByteString.copyFrom(transaction.getBytes()),
                                status.getBlockNumber()));
                committed.countDown();
            } catch (GatewayException e) {
                assertThat(e.getStatus().getCode()).isIn(DEATH);
            }
        }
    }
}
