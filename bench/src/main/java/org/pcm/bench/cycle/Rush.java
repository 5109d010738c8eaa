package org.pcm.bench.cycle;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.pcm.cooperation.member.Resources;
import org.pcm.cooperation.submission.Command;
import org.pcm.participant.information.LaneKey;
import org.pcm.participant.information.MemoryOutbox;
import org.pcm.participant.information.Settled;
import org.pcm.participant.information.http.Lane;

/** Members of one cooperation who all change it at the same moment, again and again. */
public final class Rush {
    private static final String COOPERATION = "contention";
    private static final int WINDOW = 8;
    private static final long WAIT_MILLIS = 20_000;

    private final Participants members;

    /** Opens a cooperation with these members. */
    public Rush(Participants members) {
        this.members = members;
        members.found(COOPERATION);
    }

    /** Has each member change its pledge so many times; how many of all changes took effect. */
    public int run(int changesEach) throws InterruptedException {
        CountDownLatch start = new CountDownLatch(1);
        List<Future<Integer>> all = new ArrayList<>();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (Participant member : members.all()) {
                all.add(
                        threads.submit(() -> {
                            start.await();
                            return changes(member, changesEach);
                        }));
            }
            start.countDown();
            int effective = 0;
            for (Future<Integer> each : all) {
                effective += each.get();
            }
            return effective;
        } catch (ExecutionException e) {
            throw new LoadFailed("a member could not change its pledge: " + e.getCause());
        }
    }

    private static int changes(Participant member, int count) {
        LaneKey key =
                new LaneKey(member.client().ledger().id(), COOPERATION, member.identity().kid());
        try (Lane lane =
                new Lane(
                        member.gateways(),
                        member.identity(),
                        key,
                        new MemoryOutbox(),
                        WINDOW,
                        WAIT_MILLIS,
                        settled -> {})) {
            List<CompletableFuture<Settled>> pending = new ArrayList<>();
            for (int i = 1; i <= count; i++) {
                pending.add(lane.send(List.of(new Command.Pledge(new Resources(i, i, 0)))));
            }
            return (int)
                    pending.stream()
                            .filter(each -> Answers.isDone(Lane.await(each).outcome()))
                            .count();
        }
    }
}
