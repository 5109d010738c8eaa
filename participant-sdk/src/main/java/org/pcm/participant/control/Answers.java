package org.pcm.participant.control;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.pcm.cooperation.job.Digests;
import org.pcm.cooperation.job.TaskSet;
import org.pcm.cooperation.submission.Command;
import org.pcm.cooperation.submission.CommandReader;
import org.pcm.participant.resource.Attempt;
import org.pcm.participant.resource.AttemptState;

/**
 * Puts open answers into commands: one command for all tasks of a job that get the same answer, as
 * many as one submission holds. Pure.
 */
final class Answers {

    /** Tasks with a result digest that fit into one submission with room to spare. */
    private static final int RESULTS_MAX = 1_500;

    /** Most commands of one submission. */
    static final int COMMANDS_MAX = CommandReader.MAX_COMMANDS;

    private Answers() {}

    /**
     * The commands.
     *
     * @param open attempts whose answers the ledger does not know, no task twice
     */
    static List<Command> commands(List<Attempt> open) {
        Map<Topic, TreeMap<Integer, Attempt>> topics = new LinkedHashMap<>();
        int results = 0;
        for (Attempt attempt : open) {
            results += attempt.result().isPresent() ? 1 : 0;
            Topic topic = topic(attempt);
            Map<Integer, Attempt> tasks = topics.get(topic);
            boolean full =
                    tasks == null
                            ? topics.size() == COMMANDS_MAX
                            : tasks.size() == CommandReader.MAX_TASKS;
            if (results > RESULTS_MAX || full) {
                break;
            }
            topics.computeIfAbsent(topic, t -> new TreeMap<>()).put(attempt.id().task(), attempt);
        }
        List<Command> commands = new ArrayList<>();
        topics.forEach((topic, tasks) -> commands.add(command(topic, tasks)));
        return commands;
    }

    private record Topic(AttemptState answer, long job, String reason, boolean hasResult) {}

    private static Topic topic(Attempt attempt) {
        return new Topic(
                attempt.state(),
                attempt.id().job(),
                attempt.reason(),
                attempt.result().isPresent());
    }

    private static Command command(Topic topic, SortedMap<Integer, Attempt> attempts) {
        TaskSet tasks =
                TaskSet.of(attempts.keySet().stream().mapToInt(Integer::intValue).toArray());
        return switch (topic.answer) {
            case GRABBING -> new Command.Grab(topic.job, tasks);
            case ACCEPTING -> new Command.Accept(topic.job, tasks);
            case REJECTING -> new Command.Reject(topic.job, tasks, topic.reason);
            case COMPLETING -> new Command.Complete(topic.job, tasks, digests(attempts));
            case FAILING -> new Command.Fail(topic.job, tasks, topic.reason, digests(attempts));
            case OFFERED, GRANTED, READIED, ACCEPTED, RUNNING, CLOSED ->
                    throw new IllegalArgumentException("no answer: " + topic);
        };
    }

    private static Digests digests(SortedMap<Integer, Attempt> attempts) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        for (Attempt attempt : attempts.values()) {
            attempt.result().ifPresent(digest -> bytes.writeBytes(digest.bytes()));
        }
        return Digests.of(bytes.toByteArray());
    }
}
