package org.pcm.devnode.deliver;

import io.grpc.Status;
import io.grpc.stub.ServerCallStreamObserver;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.pcm.devnode.fault.Fault;
import org.pcm.devnode.fault.Faults;

/**
 * The sending end of a stream. It waits for a slow client instead of filling the heap. To be made
 * before the service method returns, since gRPC takes the handlers only until then.
 */
public final class Outlet<T> {
    private static final long WAKE_MILLIS = 500;

    private final ServerCallStreamObserver<T> stream;
    private final Faults faults;
    private final Semaphore wake = new Semaphore(0);
    private volatile boolean ended;

    public Outlet(ServerCallStreamObserver<T> stream, Faults faults) {
        this.stream = stream;
        this.faults = faults;
        stream.setOnReadyHandler(wake::release);
        stream.setOnCancelHandler(wake::release);
    }

    /** Tells whether nobody listens any more. */
    boolean closed() {
        return ended || stream.isCancelled();
    }

    /** Sends a message as soon as the client can take one. */
    void send(T message) throws InterruptedException {
        while (!stream.isReady() && !closed()) {
            wake.tryAcquire(WAKE_MILLIS, TimeUnit.MILLISECONDS);
            wake.drainPermits();
        }
        push(message);
    }

    private synchronized void push(T message) {
        if (closed()) {
            return;
        }
        stream.onNext(message);
        if (faults.strikes(Fault.BROKEN_STREAM)) {
            fail(Status.UNAVAILABLE.withDescription("the devnode broke this stream on request"));
        }
    }

    /** Ends the stream well. */
    synchronized void complete() {
        if (!closed()) {
            ended = true;
            stream.onCompleted();
        }
    }

    /** Ends the stream with an error. */
    synchronized void fail(Status status) {
        if (!closed()) {
            ended = true;
            stream.onError(status.asRuntimeException());
        }
    }
}
