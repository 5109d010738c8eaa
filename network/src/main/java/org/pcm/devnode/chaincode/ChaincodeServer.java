package org.pcm.devnode.chaincode;

import io.grpc.ManagedChannel;
import io.grpc.netty.shaded.io.grpc.netty.GrpcSslContexts;
import io.grpc.netty.shaded.io.grpc.netty.NettyChannelBuilder;
import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.hyperledger.fabric.protos.peer.ChaincodeGrpc;
import org.pcm.devnode.identity.TlsFiles;
import org.pcm.devnode.simulation.Simulation;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A chaincode server that this node dials: it may come late or restart, and is dialled again until
 * it answers. Requests of the chaincode are answered from memory, so they run on the connection's
 * thread.
 *
 * <p>No gRPC keep-alive is sent: a Java chaincode answers pings less than a minute apart by hanging
 * up.
 */
final class ChaincodeServer implements AutoCloseable, Connection.Listener {
    private static final Logger LOG = LoggerFactory.getLogger(ChaincodeServer.class);
    private static final int MAX_MESSAGE_BYTES = 100 << 20;
    private static final long REDIAL_MILLIS = 100;
    private static final long CONNECT_TIMEOUT_MILLIS = 3_000;

    private final String chaincode;
    private final ChaincodeEndpoint endpoint;
    private final ScheduledExecutorService timer;
    private final ManagedChannel channel;
    private volatile CompletableFuture<Connection> connection = new CompletableFuture<>();
    private volatile String lastError = "not connected yet";
    private volatile boolean closed;

    ChaincodeServer(String chaincode, ChaincodeEndpoint endpoint, ScheduledExecutorService timer)
            throws IOException {
        this.chaincode = chaincode;
        this.endpoint = endpoint;
        this.timer = timer;
        this.channel = channel(endpoint);
        dial();
    }

    private static ManagedChannel channel(ChaincodeEndpoint endpoint) throws IOException {
        NettyChannelBuilder builder =
                NettyChannelBuilder.forTarget(endpoint.address())
                        .maxInboundMessageSize(MAX_MESSAGE_BYTES)
                        .directExecutor();
        Optional<TlsFiles> tls = endpoint.tls();
        if (tls.isEmpty()) {
            return builder.usePlaintext().build();
        }
        return builder.sslContext(
                        GrpcSslContexts.forClient()
                                .trustManager(tls.get().root().toFile())
                                .keyManager(
                                        tls.get().certificate().toFile(), tls.get().key().toFile())
                                .build())
                .build();
    }

    private void dial() {
        if (!closed) {
            channel.resetConnectBackoff();
            ChaincodeGrpc.newStub(channel).connect(new Connection(this));
        }
    }

    @Override
    public void ready(Connection ready) {
        LOG.info("chaincode {} at {} is ready", chaincode, endpoint.address());
        connection.complete(ready);
    }

    @Override
    public void lost(Connection gone, String why) {
        lastError = why;
        if (connection.getNow(null) == gone) {
            LOG.warn("chaincode {} at {} is gone: {}", chaincode, endpoint.address(), why);
            connection = new CompletableFuture<>();
        }
        if (!closed) {
            ScheduledFuture<?> unused =
                    timer.schedule(this::dial, REDIAL_MILLIS, TimeUnit.MILLISECONDS);
        }
    }

    /** Waits until the chaincode has registered; false when it does not in time. */
    boolean await(long timeoutMillis) throws InterruptedException {
        try {
            connection.get(timeoutMillis, TimeUnit.MILLISECONDS);
            return true;
        } catch (TimeoutException | ExecutionException e) {
            return false;
        }
    }

    /** Runs a transaction, after waiting a moment for the chaincode to connect. */
    Execution execute(Invocation invocation, Simulation simulation, long timeoutMillis) {
        try {
            return connection
                    .get(CONNECT_TIMEOUT_MILLIS, TimeUnit.MILLISECONDS)
                    .execute(invocation, simulation, timeoutMillis);
        } catch (TimeoutException | ExecutionException e) {
            return new Execution.Failed(
                    "failed to execute transaction "
                            + invocation.transactionId()
                            + ": could not launch chaincode "
                            + chaincode
                            + ": connection to "
                            + chaincode
                            + " failed: error creating grpc connection to "
                            + endpoint.address()
                            + ": "
                            + lastError);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new Execution.Failed("the devnode is stopping");
        }
    }

    /** Ends the stream, as a fault would; it is dialled again at once. */
    void breakConnection() {
        Connection current = connection.getNow(null);
        if (current != null) {
            current.cancel();
        }
    }

    @Override
    public void close() {
        closed = true;
        channel.shutdownNow();
    }
}
