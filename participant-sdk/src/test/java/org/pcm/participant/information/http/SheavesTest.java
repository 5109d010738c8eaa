package org.pcm.participant.information.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.pcm.cooperation.member.Tier;
import org.pcm.participant.identity.Identity;
import org.pcm.participant.information.LaneKey;
import org.pcm.participant.information.SignedSubmission;

/** What is to be sent while a request is on its way gathers, and goes together. */
class SheavesTest {
    private static final long MOST_NANOS = 60_000_000_000L;

    @Test
    void what_gathers_while_the_gateway_is_silent_goes_in_one_request(@TempDir Path folder)
            throws Exception {
        Identity identity = Identity.create(folder.resolve("a.key")).remember("alice", Tier.EDGE);
        SubmissionSigner signer =
                new SubmissionSigner(
                        new LaneKey("ledger", "lab", identity.kid()),
                        identity,
                        InstantSource.system());
        List<SignedSubmission> all =
                LongStream.rangeClosed(1, 10)
                        .mapToObj(i ->
                                signer.sign(i, 0, false, "[]".getBytes(StandardCharsets.US_ASCII)))
                        .toList();
        try (ScriptedGateway gateway = new ScriptedGateway();
                Gateways gateways =
                        new Gateways(List.of(gateway.address()), Duration.ofSeconds(1));
                ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Sheaves sheaves = new Sheaves(gateways, 1_000, threads);
            List<Thread> posting = new ArrayList<>();
            List<Reply> replies = new ArrayList<>();
            gateway.hold();
            for (SignedSubmission each : all) {
                posting.add(post(sheaves, each, replies));
                awaitWaiting(posting.getLast());
            }

            gateway.release();
            for (Thread each : posting) {
                each.join();
            }

            assertThat(replies).hasSize(10).hasOnlyElementsOfType(Reply.Done.class);
            assertThat(gateway.sheaves()).containsExactly(1, 9);
        }
    }

    private static Thread post(Sheaves sheaves, SignedSubmission one, List<Reply> replies) {
        return Thread.ofPlatform()
                .start(() -> {
                    Reply reply = sheaves.post(one);
                    synchronized (replies) {
                        replies.add(reply);
                    }
                });
    }

    /** Its submission is handed over once it waits for the reply. */
    private static void awaitWaiting(Thread thread) {
        long end = System.nanoTime() + MOST_NANOS;
        while (thread.getState() != Thread.State.WAITING) {
            assertThat(System.nanoTime()).isLessThan(end);
            LockSupport.parkNanos(1_000_000);
        }
    }
}
