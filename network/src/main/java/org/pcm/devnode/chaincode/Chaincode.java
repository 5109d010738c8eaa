package org.pcm.devnode.chaincode;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.pcm.devnode.ledger.WorldState;
import org.pcm.devnode.simulation.Simulation;

/**
 * A chaincode that is defined on the channel, with the servers that run it: one for all
 * organisations, or one for each. What several answer must agree, which shows whether the chaincode
 * is deterministic.
 */
public final class Chaincode implements AutoCloseable {
    /** The version in every chaincode's definition. */
    public static final String VERSION = "1.0";

    private static final long EXECUTE_TIMEOUT_MILLIS = 30_000;

    private final String name;
    private final List<ChaincodeServer> servers = new ArrayList<>();

    public Chaincode(String name, List<ChaincodeEndpoint> endpoints, ScheduledExecutorService timer)
            throws IOException {
        this.name = name;
        for (ChaincodeEndpoint endpoint : endpoints) {
            servers.add(new ChaincodeServer(name, endpoint, timer));
        }
    }

    public String name() {
        return name;
    }

    /** How many servers run it. */
    public int servers() {
        return servers.size();
    }

    /** Runs a transaction on one of the servers, against the given state. */
    public Execution execute(Invocation invocation, int server, WorldState state) {
        return servers.get(server)
                .execute(
                        invocation,
                        new Simulation(name, invocation.transactionId(), state),
                        EXECUTE_TIMEOUT_MILLIS);
    }

    /** Waits until all servers have connected; false when one does not in time. */
    public boolean await(long timeoutMillis) throws InterruptedException {
        long deadline = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(timeoutMillis);
        for (ChaincodeServer server : servers) {
            long left = TimeUnit.NANOSECONDS.toMillis(deadline - System.nanoTime());
            if (!server.await(Math.max(0, left))) {
                return false;
            }
        }
        return true;
    }

    /** Ends all streams, as a fault would. */
    public void breakConnections() {
        servers.forEach(ChaincodeServer::breakConnection);
    }

    @Override
    public void close() {
        servers.forEach(ChaincodeServer::close);
    }
}
