package org.pcm.cooperation;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.pcm.cooperation.event.Event;
import org.pcm.cooperation.job.TaskSet;
import org.pcm.cooperation.member.Resources;
import org.pcm.cooperation.round.Terms;
import org.pcm.cooperation.submission.Command;

/**
 * Members who accept every offer at once, run each task for its time and complete it: load for the
 * questions of who gets how much.
 */
final class Shop {
    private record Run(long end, String name, long job, TaskSet tasks) {}

    final Lab lab;
    private final Map<Integer, String> names = new TreeMap<>();
    private final Deque<Run> running = new ArrayDeque<>();
    private final long runMillis;

    Shop(Terms terms, long runMillis) {
        this.lab = Lab.sealed(terms);
        this.runMillis = runMillis;
    }

    Shop with(String name, Resources pledge) {
        lab.joins(name, pledge);
        names.put(lab.member(name).number, name);
        return this;
    }

    /** One batch: what has run to its end is completed, what was just offered is accepted. */
    void works(byte[]... others) {
        List<byte[]> batch = new ArrayList<>(List.of(others));
        Map<String, List<Command>> answers = new TreeMap<>();
        while (!running.isEmpty() && running.peek().end <= lab.ledger.clock) {
            Run run = running.remove();
            answers.computeIfAbsent(run.name, n -> new ArrayList<>())
                    .add(new Command.Complete(run.job, run.tasks, Words.results(run.tasks)));
        }
        for (Event.Offered offer : lab.events(Event.Offered.class)) {
            String name = names.getOrDefault(offer.member(), "");
            answers.computeIfAbsent(name, n -> new ArrayList<>())
                    .add(new Command.Accept(offer.job(), offer.tasks()));
            running.add(new Run(lab.ledger.clock + runMillis, name, offer.job(), offer.tasks()));
        }
        answers.forEach((name, commands) -> {
            for (int from = 0; from < commands.size(); from += 64) {
                List<Command> some = commands.subList(from, Math.min(from + 64, commands.size()));
                batch.add(lab.message(name, some.toArray(Command[]::new)).signed());
            }
        });
        lab.ledger.submit(Lab.NAME, batch);
    }

    boolean isIdle() {
        return running.isEmpty();
    }
}
