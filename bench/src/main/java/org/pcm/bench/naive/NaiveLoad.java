package org.pcm.bench.naive;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.LongAdder;
import org.hyperledger.fabric.client.CommitException;
import org.hyperledger.fabric.client.GatewayException;
import org.pcm.bench.host.FabricAccess;
import org.pcm.bench.host.FabricConnection;

/**
 * Clients that each lead one task after the other through its life, a transaction a step, and wait
 * for each commit. Started, running, closed. A step that keeps failing ends the load.
 */
public final class NaiveLoad implements AutoCloseable {
    private final FabricConnection connection;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final List<Future<?>> clients = new ArrayList<>();
    private final AtomicBoolean stopping = new AtomicBoolean();
    private final LongAdder lifeCycles = new LongAdder();
    private final LongAdder failures = new LongAdder();

    private NaiveLoad(FabricConnection connection) {
        this.connection = connection;
    }

    /** Starts {@code clients} clients. */
    public static NaiveLoad start(FabricAccess access, int clients) throws IOException {
        NaiveLoad load = new NaiveLoad(FabricConnection.open(access));
        for (int i = 0; i < clients; i++) {
            String name = "client-" + i;
            load.clients.add(load.threads.submit(() -> load.run(name)));
        }
        return load;
    }

    private Void run(String name) throws GatewayException, CommitException, InterruptedException {
        NaiveClient client = new NaiveClient(connection.contract(NaiveChaincode.NAME), failures);
        for (int i = 0; !stopping.get(); i++) {
            client.lead(name + "/" + i, name);
            lifeCycles.increment();
        }
        return null;
    }

    /** How many tasks have been led through their whole life. */
    public long lifeCycles() {
        return lifeCycles.sum();
    }

    /** How many steps failed and were looked after. */
    public long failures() {
        return failures.sum();
    }

    /**
     * Has every client finish its task.
     *
     * @throws IOException when a client's step kept failing
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
