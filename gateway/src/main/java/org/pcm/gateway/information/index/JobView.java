package org.pcm.gateway.information.index;

import java.util.Arrays;
import java.util.BitSet;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.pcm.cooperation.event.Event;
import org.pcm.cooperation.event.Planned;
import org.pcm.cooperation.job.Digests;
import org.pcm.cooperation.job.JobState;
import org.pcm.cooperation.job.Kind;
import org.pcm.cooperation.job.TaskState;
import org.pcm.cooperation.job.Traits;

/**
 * One job and its tasks: in flat arrays while it is open, in the archive once it is closed. Changed
 * by events only.
 */
final class JobView {
    /** No member. */
    static final int NOBODY = -1;

    final int ordinal;
    final LaneView lane;
    final long number;
    final int owner;
    final String name;
    final List<Kind> kinds;
    private final Map<TaskState, Integer> counts = new EnumMap<>(TaskState.class);
    private int tasks;
    private TaskState[] states = {};
    private byte[] kind = {};
    private byte[] attempts = {};
    private byte[] offers = {};
    private short[] member = {};
    private int[] began = {}; // milliseconds after the job came
    private final long came;
    private short[] reason = {};
    private byte[] specs = {};
    private byte[] results = {};
    private final BitSet asked = new BitSet();
    private boolean more;
    Traits traits = Traits.NONE;
    private JobState state = JobState.OPEN;
    private String digest = "";
    private @Nullable Archive archive;
    private long archivedAt;

    JobView(int ordinal, LaneView lane, long number, int owner, String name, List<Kind> kinds) {
        this.ordinal = ordinal;
        this.lane = lane;
        this.came = lane.clock;
        this.number = number;
        this.owner = owner;
        this.name = name;
        this.kinds = kinds;
    }

    /** Adds tasks that wait. */
    void extend(int added, boolean moreToCome) {
        int from = tasks;
        tasks += added;
        more = moreToCome;
        counts.merge(TaskState.PENDING, added, Integer::sum);
        states = Arrays.copyOf(states, tasks);
        Arrays.fill(states, from, tasks, TaskState.PENDING);
        kind = Arrays.copyOf(kind, tasks);
        attempts = Arrays.copyOf(attempts, tasks);
        offers = Arrays.copyOf(offers, tasks);
        member = Arrays.copyOf(member, tasks);
        began = Arrays.copyOf(began, tasks);
        reason = Arrays.copyOf(reason, tasks);
        specs = Arrays.copyOf(specs, tasks * Digests.LENGTH);
        Arrays.fill(member, from, tasks, (short) NOBODY);
    }

    /** Moves a task on; {@code holder} is the member it belongs to from now on, or nobody. */
    void move(int task, Event.OfTasks event, int holder) {
        TaskState from = states[task];
        TaskState to = TaskState.LIFE.next(from, event);
        if (from.held()) {
            lane.member(member(task)).release(kinds.get(kind[task]).needs());
        }
        counts.merge(from, -1, Integer::sum);
        counts.merge(to, 1, Integer::sum);
        states[task] = to;
        member[task] = (short) holder;
        if (to.held()) {
            lane.member(holder).hold(kinds.get(kind[task]).needs());
        }
    }

    void offered(int task, Event.Offered event, byte[] spec) {
        kind[task] = (byte) event.kind();
        offers[task]++;
        asked.set(event.member());
        spec(task, spec);
        move(task, event, event.member());
    }

    void accepted(int task, Event.Accepted event) {
        begins(task);
        move(task, event, event.member());
    }

    /** Offered and accepted at once. */
    void grabbed(int task, Planned.Grabbed event, byte[] spec) {
        kind[task] = (byte) event.kind();
        offers[task]++;
        begins(task);
        asked.set(event.member());
        spec(task, spec);
        move(task, event, event.member());
    }

    /** Runs with who held it ready. */
    void started(int task, Planned.Started event) {
        begins(task);
        move(task, event, member[task]);
    }

    private void begins(int task) {
        attempts[task]++;
        began[task] = (int) Math.min(Integer.MAX_VALUE, lane.clock - came);
    }

    /** Was completed by who held it; of how long that took the lane keeps count. */
    void completed(int task, Event.Completed event) {
        long millis = lane.clock - came - began[task];
        if (began[task] < Integer.MAX_VALUE) { // weeks after the job came it is not known
            lane.pastRuns.took(owner, name, kinds.get(kind[task]).needs(), millis);
        }
        move(task, event, event.member());
    }

    void spec(int task, byte[] digest) {
        System.arraycopy(digest, 0, specs, task * Digests.LENGTH, Digests.LENGTH);
    }

    void kind(int task, int kindNumber) {
        kind[task] = (byte) kindNumber;
    }

    /** The work that an event's tasks ask for by their estimates. */
    long work(Event.OfTasks event) {
        return event.tasks().stream().mapToLong(task -> kinds.get(kind[task]).work()).sum();
    }

    void result(int task, byte[] digest) {
        if (results.length < tasks * Digests.LENGTH) {
            results = Arrays.copyOf(results, tasks * Digests.LENGTH);
        }
        System.arraycopy(digest, 0, results, task * Digests.LENGTH, Digests.LENGTH);
    }

    void reason(int task, String text) {
        reason[task] = lane.reasons().number(text);
    }

    void close(JobState end, String jobDigest) {
        state = end;
        digest = jobDigest;
        more = false;
    }

    /** Moves the tasks of a closed job out of the heap. */
    void archive(Archive to) {
        archivedAt = to.add(IntStream.range(0, tasks).mapToObj(this::row).toList());
        archive = to;
        states = new TaskState[0];
        kind = attempts = offers = specs = results = new byte[0];
        member = reason = new short[0];
        began = new int[0];
    }

    private TaskRow row(int task) {
        if (archive != null) {
            return archive.row(archivedAt + task);
        }
        return new TaskRow(
                states[task],
                kind[task],
                attempts[task],
                offers[task],
                member[task],
                reason[task],
                Digests.of(digest(specs, task)),
                Digests.of(digest(results, task)));
    }

    /**
     * The numbers of all members who were ever offered a task of this job, or grabbed one. None
     * ceases to be of them.
     */
    IntStream asked() {
        return asked.stream();
    }

    int tasks() {
        return tasks;
    }

    int count(TaskState of) {
        return counts.getOrDefault(of, 0);
    }

    JobState state() {
        return state;
    }

    String digest() {
        return digest;
    }

    boolean more() {
        return more;
    }

    TaskState state(int task) {
        return archive == null ? states[task] : row(task).state();
    }

    int member(int task) {
        return archive == null ? member[task] : row(task).member();
    }

    int kind(int task) {
        return archive == null ? kind[task] : row(task).kind();
    }

    int attempts(int task) {
        return archive == null ? attempts[task] : row(task).attempts();
    }

    int offers(int task) {
        return archive == null ? offers[task] : row(task).offers();
    }

    String reason(int task) {
        return lane.reasons().text(archive == null ? reason[task] : row(task).reason());
    }

    /** The task document's digest; zeros where it is not known yet. */
    byte[] spec(int task) {
        return archive == null ? digest(specs, task) : row(task).spec().at(0);
    }

    /** The last result document's digest; zeros where there is none. */
    byte[] result(int task) {
        return archive == null ? digest(results, task) : row(task).result().at(0);
    }

    private static byte[] digest(byte[] digests, int task) {
        int from = task * Digests.LENGTH;
        return from + Digests.LENGTH > digests.length
                ? new byte[Digests.LENGTH]
                : Arrays.copyOfRange(digests, from, from + Digests.LENGTH);
    }
}
