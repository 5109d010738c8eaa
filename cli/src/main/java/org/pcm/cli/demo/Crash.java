package org.pcm.cli.demo;

import java.io.IOException;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;

/**
 * The demo's accident: one provider's agent is killed (kill -9) while tasks of it run, is dead for
 * a moment and comes back. Its tasks run on meanwhile; the new agent finds them and says how they
 * ended.
 */
final class Crash {
    private static final Duration PATIENCE = Duration.ofMinutes(5);
    private static final long DEAD_MILLIS = 1_000;
    private static final int TRIES = 4;

    private final String victim = Provider.victim().name();
    private final Set<Integer> left = new HashSet<>();
    private int times;

    /** Strikes once a quarter of the tasks is done, and again if nothing ran just then. */
    void strike(Stage stage, Chronicle chronicle, int tasks)
            throws IOException, InterruptedException {
        while (left.isEmpty() && times < TRIES && !isOver(chronicle)) {
            chronicle.await(
                    victim + " to run a task",
                    PATIENCE,
                    tally -> strikesNow(tally, tasks) || tally.end().isPresent());
            if (isOver(chronicle)) {
                return;
            }
            times++;
            stage.part(victim).kill();
            Thread.sleep(DEAD_MILLIS);
            left.addAll(chronicle.ask(tally -> tally.running(victim)));
            stage.part(victim).revive();
        }
    }

    private boolean strikesNow(Tally tally, int tasks) {
        return tally.completed() >= tasks / 4 && !tally.running(victim).isEmpty();
    }

    private static boolean isOver(Chronicle chronicle) {
        return chronicle.ask(tally -> tally.end().isPresent());
    }

    /** How many tasks ran on without their agent. */
    int left() {
        return left.size();
    }

    /** How often the agent was killed. */
    int times() {
        return times;
    }

    /** How many of the tasks that ran on, the new agent brought to their end. */
    int resumed(Tally tally) {
        return tally.completed(victim, left);
    }
}
