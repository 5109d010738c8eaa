package org.pcm.cli.requirements;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.OptionalLong;
import java.util.stream.IntStream;
import org.pcm.cli.Pcm;
import org.pcm.cli.network.RealLedger;
import org.pcm.cooperation.event.Event;
import org.pcm.participant.client.PcmClient;

/** Work that must end right on a real network, whatever happens to it meanwhile. */
record Work(RealLedger ledger, World world) {
    private static final int TASKS = 24;

    /** Opens a cooperation, runs a job in it, and sees each of its tasks done exactly once. */
    void aJobEndsRight() throws IOException {
        Scene scene = new Scene(world);
        PcmClient one = scene.worker(4);
        PcmClient two = scene.worker(4);
        long job = scene.job(TASKS, 1_000);
        Event.JobClosed end = scene.carryOut(job, one, two);
        assertThat(end.done()).isEqualTo(TASKS);
        eachTaskIsDoneOnce(scene, TASKS);
    }

    static void eachTaskIsDoneOnce(Scene scene, int tasks) {
        assertThat(
                        scene.log.events(Event.Completed.class).stream()
                                .mapToInt(e -> e.tasks().size())
                                .sum())
                .as("each task exactly once")
                .isEqualTo(tasks);
    }

    /** All peers come to the same height, and the chain stands an audit. */
    void theLedgerIsSound() throws IOException {
        Until.holds(() -> heights().distinct().count() == 1);
        Pcm.run("audit", "--peer", ledger.profile(), "--genesis", world.ledger.genesis()).with(0);
    }

    private IntStream heights() {
        return IntStream.rangeClosed(1, ledger.network().organisations())
                .map(number -> (int) height(number).orElse(-number));
    }

    private OptionalLong height(int organisation) {
        try {
            return ledger.network().height(organisation);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return OptionalLong.empty();
        }
    }
}
