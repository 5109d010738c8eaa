package org.pcm.participant.information.http;

import java.net.http.HttpResponse.BodySubscriber;
import java.net.http.HttpResponse.BodySubscribers;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * A body read line by line while it comes. The client's own time-out ends with the headers, so this
 * one looks after the rest: a gateway that falls silent has broken the answer off.
 */
final class LinesRead implements BodySubscriber<byte[]> {
    private static final byte[] NOTHING_LEFT = {};

    private final CompletableFuture<byte[]> whole = new CompletableFuture<>();
    private final BodySubscriber<Void> lines;

    /**
     * @param reader called with each line; when it throws, the answer is broken off
     * @param withinMillis how long all of it may take
     */
    LinesRead(Consumer<String> reader, long withinMillis) {
        lines =
                BodySubscribers.fromLineSubscriber(
                        new Each(reader, whole), each -> null, StandardCharsets.UTF_8, null);
        var unused = whole.orTimeout(withinMillis, TimeUnit.MILLISECONDS);
    }

    private record Each(Consumer<String> reader, CompletableFuture<byte[]> whole)
            implements Flow.Subscriber<String> {
        @Override
        public void onSubscribe(Flow.Subscription subscription) {
            var unused = whole.whenComplete((nothing, failure) -> subscription.cancel());
            subscription.request(Long.MAX_VALUE);
        }

        @Override
        public void onNext(String line) {
            try {
                reader.accept(line);
            } catch (RuntimeException e) {
                whole.completeExceptionally(e);
            }
        }

        @Override
        public void onError(Throwable failure) {
            whole.completeExceptionally(failure);
        }

        @Override
        public void onComplete() {
            whole.complete(NOTHING_LEFT);
        }
    }

    @Override
    public void onSubscribe(Flow.Subscription subscription) {
        lines.onSubscribe(subscription);
    }

    @Override
    public void onNext(List<ByteBuffer> some) {
        lines.onNext(some);
    }

    @Override
    public void onError(Throwable failure) {
        lines.onError(failure);
    }

    @Override
    public void onComplete() {
        lines.onComplete();
    }

    @Override
    public CompletionStage<byte[]> getBody() {
        return whole;
    }
}
