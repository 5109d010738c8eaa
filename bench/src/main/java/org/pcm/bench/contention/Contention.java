package org.pcm.bench.contention;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.hyperledger.fabric.client.CommitException;
import org.hyperledger.fabric.client.Contract;
import org.hyperledger.fabric.client.GatewayException;
import org.pcm.bench.cycle.Rush;
import org.pcm.bench.host.FabricAccess;
import org.pcm.bench.host.FabricConnection;
import org.pcm.bench.naive.NaiveServer;

/** Has clients change one thing at once: a cooperation by PCM, a key by the naive chaincode. */
public final class Contention {
    /** How many clients there are. */
    public static final int CLIENTS = 10;

    private static final int CHANGES_EACH = 20;

    private Contention() {}

    /** Runs both, one after the other. */
    public static ContentionFigures run(Rush rush, FabricAccess access)
            throws IOException, InterruptedException {
        int effective = rush.run(CHANGES_EACH);
        return new ContentionFigures(
                CLIENTS, CLIENTS * CHANGES_EACH, effective, CLIENTS * CHANGES_EACH, naive(access));
    }

    private static int naive(FabricAccess access) throws IOException, InterruptedException {
        List<Future<Integer>> clients = new ArrayList<>();
        try (FabricConnection connection = FabricConnection.open(access);
                ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < CLIENTS; i++) {
                Contract contract = connection.contract(NaiveServer.CHAINCODE);
                clients.add(threads.submit(() -> changes(contract)));
            }
            int effective = 0;
            for (Future<Integer> client : clients) {
                effective += client.get();
            }
            return effective;
        } catch (ExecutionException e) {
            throw new IOException("a naive client broke: " + e.getCause(), e);
        }
    }

    private static int changes(Contract contract) {
        int effective = 0;
        for (int i = 0; i < CHANGES_EACH; i++) {
            try {
                contract.submitTransaction("count", "hot");
                effective++;
            } catch (GatewayException | CommitException e) {
                // it lost against another client
            }
        }
        return effective;
    }
}
