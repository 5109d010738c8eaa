package org.pcm.bench.naive;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.LongAdder;
import org.hyperledger.fabric.client.CommitException;
import org.hyperledger.fabric.client.Contract;
import org.hyperledger.fabric.client.GatewayException;
import org.pcm.bench.host.FabricAccess;
import org.pcm.cooperation.submission.Hash;

/**
 * Clients that each lead one task after the other through its life, a transaction a step, and wait
 * for each commit. Started, running, closed. A step that fails ends the load: a figure that hides
 * failures is none.
 */
public final class NaiveLoad implements AutoCloseable {
    private final NaiveConnection connection;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final List<Future<?>> clients = new ArrayList<>();
    private final AtomicBoolean stopping = new AtomicBoolean();
    private final LongAdder lifeCycles = new LongAdder();

    private NaiveLoad(NaiveConnection connection) {
        this.connection = connection;
    }

    /** Starts {@code clients} clients. */
    public static NaiveLoad start(FabricAccess access, int clients) throws IOException {
        NaiveLoad load = new NaiveLoad(NaiveConnection.open(access));
        for (int i = 0; i < clients; i++) {
            String name = "client-" + i;
            load.clients.add(load.threads.submit(() -> load.run(name)));
        }
        return load;
    }

    private Void run(String client) throws GatewayException, CommitException {
        Contract contract = connection.contract();
        for (int i = 0; !stopping.get(); i++) {
            String id = client + "/" + i;
            byte[] spec = Hash.sha256(id.getBytes(UTF_8));
            contract.submitTransaction("submit", id, hex(spec));
            contract.submitTransaction("offer", id, client);
            contract.submitTransaction("accept", id);
            contract.submitTransaction("complete", id, hex(Hash.sha256(spec)));
            lifeCycles.increment();
        }
        return null;
    }

    private static String hex(byte[] digest) {
        return HexFormat.of().formatHex(digest);
    }

    /** How many tasks have been led through their whole life. */
    public long lifeCycles() {
        return lifeCycles.sum();
    }

    /**
     * Has every client finish its task.
     *
     * @throws IOException when a client's step failed
     */
    public void finish() throws IOException, InterruptedException {
        stopping.set(true);
        for (Future<?> client : clients) {
            try {
                client.get();
            } catch (ExecutionException e) {
                throw new IOException("a naive client failed: " + e.getCause(), e);
            }
        }
    }

    @Override
    public void close() {
        stopping.set(true);
        threads.shutdownNow();
        connection.close();
    }
}
