package org.pcm.cooperation;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.TreeMap;
import java.util.random.RandomGenerator;
import org.pcm.cooperation.event.Event;
import org.pcm.cooperation.job.TaskSet;
import org.pcm.cooperation.member.Founding;
import org.pcm.cooperation.member.Resources;
import org.pcm.cooperation.member.Tier;
import org.pcm.cooperation.page.PageKeys;
import org.pcm.cooperation.round.Terms;
import org.pcm.cooperation.submission.Command;
import org.pcm.cooperation.submission.Outcome;
import org.pcm.cooperation.submission.SignatureCheck;

/**
 * Life cycles in bulk, for measuring: eight members accept and complete all they are offered, while
 * jobs come in at the rate at which they are done. Signatures are not checked, and what is measured
 * is the contract alone.
 */
final class Workload {
    /** What one batch cost; {@code nanos} of CPU. */
    record Cost(
            long nanos,
            int reads,
            int writes,
            long pageBytes,
            long argumentBytes,
            long eventBytes) {}

    private static final SignatureCheck TRUSTING = (key, signed, signature) -> true;
    private static final String LANE = "work";

    final MemoryPages pages = new MemoryPages();
    final List<Cost> costs = new ArrayList<>();
    private final Contract contract = new Contract(TRUSTING);
    private final Founding founding;
    private final Map<Integer, Person> members = new TreeMap<>();
    private final Person submitter;
    private final int tasksPerBatch;
    private final int tasksPerJob;
    private long clock = Ledger.START;
    private long version;
    private List<Event> events = List.of();
    private long completed;
    private final boolean scattered;
    private final Random ends = new Random(2);
    private final List<Running> running = new ArrayList<>();
    private long batches;

    /** Tasks that a member will have done by a batch. */
    private record Running(long end, int member, long job, TaskSet tasks) {}

    /** {@code tasksPerBatch} tasks begin in every batch, in jobs of {@code tasksPerJob}. */
    Workload(int tasksPerBatch, int tasksPerJob) {
        this(tasksPerBatch, tasksPerJob, false);
    }

    /** {@code scattered}: tasks end a few at a time, over the next eight batches. */
    Workload(int tasksPerBatch, int tasksPerJob, boolean scattered) {
        this.scattered = scattered;
        this.tasksPerBatch = tasksPerBatch;
        this.tasksPerJob = tasksPerJob;
        RandomGenerator random = new Random(1);
        Signer registrar = new Seal(random);
        founding = Person.founding(registrar);
        pages.beginBatch();
        contract.found(pages, founding.toJson());
        pages.commit();
        submitter = enter(new Person("submitter", Tier.OPERATOR, new Seal(random)), registrar, -1);
        for (int i = 0; i < 8; i++) {
            enter(new Person("member-" + i, Tier.HPC, new Seal(random)), registrar, i);
        }
    }

    private Person enter(Person person, Signer registrar, int number) {
        run(PageKeys.REGISTRY, List.of(person.registers(Ledger.ID, registrar).signed()));
        Resources all = new Resources(1_000_000_000, 1_000_000_000, 0);
        Command first =
                number < 0
                        ? new Command.Open(Terms.DEFAULT, Resources.NONE)
                        : new Command.Join(all);
        run(LANE, List.of(person.says(LANE, first).signed()));
        if (number >= 0) {
            members.put(number + 1, person);
        }
        return person;
    }

    long completed() {
        return completed;
    }

    /** One batch: offers are accepted, what runs is completed, new jobs come in. */
    Cost batch() {
        List<byte[]> submissions = new ArrayList<>();
        Map<Integer, List<Command>> answers = new TreeMap<>();
        for (Event event : events) {
            if (event instanceof Event.Offered e) {
                answer(answers, e.member(), new Command.Accept(e.job(), e.tasks()));
            }
            if (event instanceof Event.Accepted e) {
                begin(e);
            }
        }
        for (Running done : running.stream().filter(run -> run.end <= batches).toList()) {
            running.remove(done);
            completed += done.tasks.size();
            Command complete =
                    new Command.Complete(done.job, done.tasks, Words.results(done.tasks));
            answer(answers, done.member, complete);
        }
        batches++;
        answers.forEach((member, commands) ->
                split(commands)
                        .forEach(some ->
                                submissions.add(
                                        says(Objects.requireNonNull(members.get(member)), some))));
        for (int tasks = 0; tasks < tasksPerBatch; tasks += tasksPerJob) {
            Command job = Words.aJobOf(Math.min(tasksPerJob, tasksPerBatch - tasks)).command();
            submissions.add(says(submitter, List.of(job)));
        }
        Cost cost = run(LANE, submissions);
        costs.add(cost);
        return cost;
    }

    private void begin(Event.Accepted e) {
        int step = scattered ? 8 : e.tasks().size();
        for (int from = e.tasks().from(0); from <= e.tasks().last(); from += step) {
            TaskSet part = TaskSet.run(from, Math.min(from + step - 1, e.tasks().last()));
            long wait = scattered ? ends.nextInt(8) : 0;
            running.add(new Running(batches + wait, e.member(), e.job(), part));
        }
    }

    private static void answer(Map<Integer, List<Command>> answers, int member, Command command) {
        answers.computeIfAbsent(member, m -> new ArrayList<>()).add(command);
    }

    /** Parts that fit into one submission each. */
    private static List<List<Command>> split(List<Command> commands) {
        List<List<Command>> parts = new ArrayList<>();
        for (int from = 0; from < commands.size(); from += 16) {
            parts.add(commands.subList(from, Math.min(from + 16, commands.size())));
        }
        return parts;
    }

    private byte[] says(Person person, List<Command> commands) {
        return person.says(LANE, commands.toArray(Command[]::new)).seen(version).signed();
    }

    /** Of this thread, so that what else runs on the machine does not count. */
    private static long cpuNanos() {
        return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
    }

    private Cost run(String lane, List<byte[]> submissions) {
        clock += 100;
        pages.beginBatch();
        Batch batch = new Batch(lane, clock, submissions);
        long begin = cpuNanos();
        BatchEffect effect = contract.submit(pages, founding, batch);
        int eventBytes = effect.events().toJson().length + effect.result().toJson().length;
        long nanos = cpuNanos() - begin;
        pages.commit();
        for (Outcome outcome : effect.result().outcomes()) {
            assertThat(Codes.of(outcome)).matches("Applied\\[(Done(, )?)*]");
        }
        events = effect.events().events();
        version = effect.result().version();
        return new Cost(
                nanos,
                pages.reads(),
                pages.writes(),
                pages.bytesWritten(),
                submissions.stream().mapToLong(s -> s.length).sum(),
                eventBytes);
    }
}
