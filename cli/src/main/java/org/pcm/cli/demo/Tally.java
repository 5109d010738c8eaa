package org.pcm.cli.demo;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.IntConsumer;
import org.pcm.cooperation.event.Event;
import org.pcm.cooperation.job.JobState;
import org.pcm.cooperation.job.TaskSet;

/** What the ledger's events add up to: who was offered, refused, ran and completed which tasks. */
final class Tally {
    private final Map<String, Integer> members = new HashMap<>();
    private final Map<Integer, Integer> firstOfferedTo = new HashMap<>();
    private final Map<Integer, Integer> running = new HashMap<>();
    private final Map<Integer, Integer> completedBy = new HashMap<>();
    private final Map<Integer, Integer> accepted = new TreeMap<>();
    private final Map<Integer, Integer> refused = new TreeMap<>();
    private int events;
    private Optional<JobState> end = Optional.empty();

    /** Takes the next event into account. */
    void add(Event event) {
        events++;
        switch (event) {
            case Event.Joined joined -> members.put(joined.name(), joined.member());
            case Event.Offered offered ->
                    each(offered, task -> firstOfferedTo.putIfAbsent(task, offered.member()));
            case Event.Accepted taken -> {
                each(taken, task -> running.put(task, taken.member()));
                count(accepted, taken);
            }
            case Event.Rejected rejected -> count(refused, rejected);
            case Event.Completed done -> {
                each(done, running::remove);
                each(done, task -> completedBy.put(task, done.member()));
            }
            case Event.Failed failed -> each(failed, running::remove);
            case Event.HandedBack handed -> each(handed, running::remove);
            case Event.Overdue overdue -> each(overdue, running::remove);
            case Event.JobClosed closed -> end = Optional.of(closed.state());
            default -> {}
        }
    }

    private static void each(Event.OfTasks event, IntConsumer consumer) {
        each(event.tasks(), consumer);
    }

    private static void each(TaskSet tasks, IntConsumer consumer) {
        tasks.stream().forEach(consumer);
    }

    private static void count(Map<Integer, Integer> counts, Event.OfHolder event) {
        counts.merge(event.member(), event.tasks().size(), Integer::sum);
    }

    /** How many events there were. */
    int events() {
        return events;
    }

    /** How many stand in the roster. */
    int members() {
        return members.size();
    }

    /** How many tasks are done. */
    int completed() {
        return completedBy.size();
    }

    /** How many tasks a member completed. */
    int completed(String name) {
        return (int) completedBy.values().stream().filter(member(name)::equals).count();
    }

    /** How many tasks a member accepted. */
    int accepted(String name) {
        return accepted.getOrDefault(member(name), 0);
    }

    /** How many tasks were refused, by whomever. */
    int refused() {
        return refused.values().stream().mapToInt(Integer::intValue).sum();
    }

    /** How many tasks a member refused. */
    int refused(String name) {
        return refused.getOrDefault(member(name), 0);
    }

    /** How many tasks were done by another member than the one they were offered to first. */
    int reassigned() {
        return (int)
                completedBy.entrySet().stream()
                        .filter(done -> !done.getValue().equals(firstOfferedTo.get(done.getKey())))
                        .count();
    }

    /** The tasks that a member runs now. */
    Set<Integer> running(String name) {
        Set<Integer> tasks = new HashSet<>();
        running.forEach((task, member) -> {
            if (member.equals(member(name))) {
                tasks.add(task);
            }
        });
        return tasks;
    }

    /** How many of {@code tasks} a member completed. */
    int completed(String name, Set<Integer> tasks) {
        return (int)
                tasks.stream().filter(task -> member(name).equals(completedBy.get(task))).count();
    }

    /** How the job ended, once it has. */
    Optional<JobState> end() {
        return end;
    }

    private Integer member(String name) {
        return members.getOrDefault(name, -1);
    }
}
