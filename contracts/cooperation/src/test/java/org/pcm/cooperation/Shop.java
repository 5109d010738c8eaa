package org.pcm.cooperation;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.pcm.cooperation.event.Event;
import org.pcm.cooperation.job.Digests;
import org.pcm.cooperation.job.TaskSet;
import org.pcm.cooperation.member.Resources;
import org.pcm.cooperation.round.Terms;
import org.pcm.cooperation.submission.Command;

/**
 * Members who answer every offer at once, run each task for its time and report it: load for the
 * questions of who gets how much. They accept and complete everything, unless told otherwise.
 */
final class Shop {
    private record Run(long end, String name, long job, TaskSet tasks) {}

    /** Of a thousand tasks, how many somebody refuses, and of a thousand others fails. */
    private record Mood(int refuses, int fails) {}

    final Lab lab;
    final Tally tally = new Tally();
    private final Map<Integer, String> names = new TreeMap<>();
    private final Map<String, Mood> moods = new TreeMap<>();
    private final Random random = new Random(1);
    private final Deque<Run> running = new ArrayDeque<>();
    private final long runMillis;
    private long counted;

    Shop(Terms terms, long runMillis) {
        this.lab = Lab.sealed(terms);
        this.runMillis = runMillis;
    }

    Shop with(String name, Resources pledge) {
        lab.joins(name, pledge);
        names.put(lab.member(name).number, name);
        counted = lab.ledger.clock;
        return this;
    }

    /** From now on. */
    Shop moody(String name, int refuses, int fails) {
        moods.put(name, new Mood(refuses, fails));
        return this;
    }

    private Mood mood(String name) {
        return moods.getOrDefault(name, new Mood(0, 0));
    }

    /** One batch: what has run to its end is reported, what was just offered is answered. */
    void works(byte[]... others) {
        List<byte[]> batch = new ArrayList<>(List.of(others));
        Map<String, List<Command>> answers = new TreeMap<>();
        while (!running.isEmpty() && running.peek().end <= lab.ledger.clock) {
            Run run = running.remove();
            report(run, answers.computeIfAbsent(run.name, n -> new ArrayList<>()));
        }
        for (Event.Offered offer : lab.events(Event.Offered.class)) {
            String name = names.getOrDefault(offer.member(), "");
            answer(offer, name, answers.computeIfAbsent(name, n -> new ArrayList<>()));
        }
        answers.forEach((name, commands) -> {
            for (int from = 0; from < commands.size(); from += 64) {
                List<Command> some = commands.subList(from, Math.min(from + 64, commands.size()));
                batch.add(lab.message(name, some.toArray(Command[]::new)).signed());
            }
        });
        tally.lasted(lab.ledger.clock - counted, lab.chronicle());
        counted = lab.ledger.clock;
        lab.ledger.submit(Lab.NAME, batch);
    }

    private void answer(Event.Offered offer, String name, List<Command> commands) {
        Split split = split(offer.tasks(), mood(name).refuses);
        if (!split.bad.isEmpty()) {
            commands.add(new Command.Reject(offer.job(), split.bad, "Busy"));
        }
        if (!split.good.isEmpty()) {
            commands.add(new Command.Accept(offer.job(), split.good));
            running.add(new Run(lab.ledger.clock + runMillis, name, offer.job(), split.good));
        }
    }

    private void report(Run run, List<Command> commands) {
        Split split = split(run.tasks, mood(run.name).fails);
        if (!split.bad.isEmpty()) {
            commands.add(new Command.Fail(run.job, split.bad, "exit", Digests.NONE));
        }
        if (!split.good.isEmpty()) {
            commands.add(new Command.Complete(run.job, split.good, Words.results(split.good)));
        }
    }

    private record Split(TaskSet good, TaskSet bad) {}

    private Split split(TaskSet tasks, int permille) {
        if (permille == 0) {
            return new Split(tasks, TaskSet.EMPTY);
        }
        TaskSet.Builder good = new TaskSet.Builder();
        TaskSet.Builder bad = new TaskSet.Builder();
        tasks.stream().forEach(task -> (random.nextInt(1_000) < permille ? bad : good).add(task));
        return new Split(good.build(), bad.build());
    }
}
