package org.pcm.participant.information.http;

import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandler;
import java.net.http.HttpResponse.BodySubscriber;
import java.net.http.HttpResponse.BodySubscribers;
import java.nio.charset.StandardCharsets;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;
import org.pcm.cooperation.RefusalCode;
import org.pcm.cooperation.json.Fields;
import org.pcm.cooperation.json.Json;
import org.pcm.participant.information.PcmException;

/**
 * One sheaf's answer, read while it comes: a line for each submission that says whether it is kept,
 * then a line for each outcome. Each reply is handed on as soon as it is known. What a broken
 * answer leaves open, the same sheaf sent again answers.
 */
final class SheafAnswer implements BodyHandler<byte[]> {
    private static final int LINE_CHARS_MAX = 1 << 14;

    /** How much longer than its wait an answer may take. */
    private static final long SPARE_MILLIS = 20_000;

    private final List<Sheaves.Posted> sheaf;
    private final long waitMillis;
    private final BooleanSupplier leave;
    private final Runnable whenKept;
    private final AtomicBoolean told = new AtomicBoolean();
    private final BitSet kept = new BitSet();
    private final AtomicInteger tries = new AtomicInteger();
    private Optional<Boolean> left = Optional.empty();

    /**
     * @param leave goes to another gateway, and says whether there is one
     * @param whenKept called once, when every submission has its first line, or none will come
     */
    SheafAnswer(
            List<Sheaves.Posted> sheaf, long waitMillis, BooleanSupplier leave, Runnable whenKept) {
        this.sheaf = sheaf;
        this.waitMillis = waitMillis;
        this.leave = leave;
        this.whenKept = whenKept;
    }

    /** Completes the request, once a try. */
    HttpRequest.Builder ask(HttpRequest.Builder request) {
        tries.incrementAndGet();
        String body =
                sheaf.stream().map(posted -> posted.jws() + "\n").collect(Collectors.joining());
        return request.header("Content-Type", "application/x-pcm-sheaf")
                .POST(HttpRequest.BodyPublishers.ofString(body, StandardCharsets.US_ASCII));
    }

    @Override
    public BodySubscriber<byte[]> apply(HttpResponse.ResponseInfo info) {
        return info.statusCode() == 200
                ? new LinesRead(this::line, waitMillis + SPARE_MILLIS)
                : BodySubscribers.ofByteArray();
    }

    private void line(String json) {
        Fields line = Json.readObject(json.getBytes(StandardCharsets.UTF_8));
        int index = (int) line.integer("index", 0, sheaf.size() - 1);
        Reply reply = read(line);
        if (!(reply instanceof Reply.Queued)) {
            sheaf.get(index).reply().complete(reply);
        }
        synchronized (kept) {
            kept.set(index);
            if (kept.cardinality() < sheaf.size()) {
                return;
            }
        }
        tellKept();
    }

    private Reply read(Fields line) {
        if (!line.has("status")) {
            return SubmissionDoor.read(line);
        }
        int status = (int) line.integer("status", 0, 999);
        String why = line.text("detail", LINE_CHARS_MAX);
        return Problems.isBusy(status) || Problems.isDown(status)
                ? new Reply.NotNow(why)
                : turnedAway(line.text("code", LINE_CHARS_MAX), why);
    }

    /**
     * A gateway of another ledger, listed by mistake, has no say where another one can be asked.
     */
    private Reply turnedAway(String code, String why) {
        return code.equals(RefusalCode.WRONG_LEDGER.wire()) && hasLeft()
                ? new Reply.NotNow(why)
                : new Reply.TurnedAway(code, why, tries.get() > 1);
    }

    /** Leaves the gateway, once for the whole sheaf; whether there was another one to go to. */
    private boolean hasLeft() {
        synchronized (kept) {
            if (left.isEmpty()) {
                left = Optional.of(leave.getAsBoolean());
            }
            return left.get();
        }
    }

    /** The request is over: what has no reply by now gets none by it. */
    void end(HttpResponse<byte[]> response) {
        int status = response.statusCode();
        if (status == 200) {
            end(new Reply.Queued());
        } else if (Problems.isBusy(status)) {
            end(new Reply.NotNow("the gateway is busy"));
        } else {
            PcmException.Refused refused = Problems.refused(status, response.body());
            end(turnedAway(refused.code(), String.valueOf(refused.getMessage())));
        }
    }

    /** The request is over; {@code otherwise} is the reply to what has none. */
    void end(Reply otherwise) {
        tellKept();
        sheaf.forEach(posted -> posted.reply().complete(otherwise));
    }

    private void tellKept() {
        if (!told.getAndSet(true)) {
            whenKept.run();
        }
    }
}
