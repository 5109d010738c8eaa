package org.pcm.bench.check;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import org.hyperledger.fabric.client.Contract;
import org.hyperledger.fabric.client.GatewayException;
import org.pcm.bench.cycle.ClosedJob;
import org.pcm.bench.cycle.CycleCheck;
import org.pcm.bench.host.FabricAccess;
import org.pcm.bench.host.FabricConnection;
import org.pcm.cooperation.job.Job;
import org.pcm.cooperation.job.JobState;
import org.pcm.cooperation.page.PageKeys;

/**
 * Compares every job's page in a peer's state with what its owner heard: all tasks done, and the
 * same digest over every task's end.
 */
public final class JobsOnPeers {
    private static final String CHAINCODE = "pcm";

    /** Questions under way at a time. */
    private static final int AT_ONCE = 16;

    private JobsOnPeers() {}

    /** The first thing that is wrong on each peer. */
    public static List<String> wrong(List<FabricAccess> peers, List<CycleCheck> checks)
            throws IOException, InterruptedException {
        List<String> faults = new ArrayList<>();
        for (FabricAccess peer : peers) {
            try (FabricConnection connection = FabricConnection.open(peer)) {
                wrong(connection, checks).ifPresent(faults::add);
            }
        }
        return faults;
    }

    private static Optional<String> wrong(FabricConnection connection, List<CycleCheck> checks)
            throws IOException, InterruptedException {
        Semaphore turns = new Semaphore(AT_ONCE);
        List<Future<Optional<String>>> answers = new ArrayList<>();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (CycleCheck check : checks) {
                for (ClosedJob job : check.closed()) {
                    turns.acquire();
                    answers.add(
                            threads.submit(() -> {
                                try {
                                    return wrong(connection, check.cooperation(), job);
                                } finally {
                                    turns.release();
                                }
                            }));
                }
            }
            for (Future<Optional<String>> answer : answers) {
                Optional<String> fault = answer.get();
                if (fault.isPresent()) {
                    return fault;
                }
            }
            return Optional.empty();
        } catch (ExecutionException e) {
            throw new IOException(
                    connection.organisation() + "'s peer does not answer: " + e.getCause(), e);
        }
    }

    private static Optional<String> wrong(
            FabricConnection connection, String cooperation, ClosedJob heard)
            throws GatewayException {
        byte[] page = page(connection, PageKeys.job(cooperation, heard.number()));
        if (page.length == 0) {
            return Optional.of(connection.organisation() + "'s peer has no job like " + heard);
        }
        Job job = Job.read(page);
        boolean same =
                job.state == JobState.DONE
                        && job.tasks == heard.submitted()
                        && job.done == heard.submitted()
                        && HexFormat.of().formatHex(job.digest).equals(heard.digest());
        return same
                ? Optional.empty()
                : Optional.of(
                        "%s's peer has job %d of %s as %s with %d of %d tasks done; heard %s"
                                .formatted(
                                        connection.organisation(),
                                        job.number,
                                        cooperation,
                                        job.state,
                                        job.done,
                                        job.tasks,
                                        heard));
    }

    /** What this organisation's own peer has, and no other's. */
    private static byte[] page(FabricConnection connection, String key) throws GatewayException {
        Contract contract = connection.contract(CHAINCODE);
        return contract.newProposal("page")
                .addArguments(key)
                .setEndorsingOrganizations(connection.organisation())
                .build()
                .evaluate();
    }
}
