package org.pcm.cooperation;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.pcm.cooperation.job.Answering;
import org.pcm.cooperation.job.Digests;
import org.pcm.cooperation.job.Job;
import org.pcm.cooperation.job.JobState;
import org.pcm.cooperation.job.KindRun;
import org.pcm.cooperation.job.Place;
import org.pcm.cooperation.job.Task;
import org.pcm.cooperation.job.TaskPage;
import org.pcm.cooperation.job.TaskSet;
import org.pcm.cooperation.job.TaskState;
import org.pcm.cooperation.job.Traits;
import org.pcm.cooperation.member.Member;
import org.pcm.cooperation.member.MemberState;
import org.pcm.cooperation.member.Resources;
import org.pcm.cooperation.member.Tier;
import org.pcm.cooperation.page.PageKeys;
import org.pcm.cooperation.round.DispatchMode;
import org.pcm.cooperation.round.Rules;
import org.pcm.cooperation.submission.Command;

/** Somebody with a temper: how often it answers, refuses, fails, lies and leaves. */
final class SimulatedMember {
    private static final List<String> LABELS = List.of("data.a", "gpu", "image.python");

    final Person person;
    private final Random random;
    private final int diligence;
    private final int refusal;
    private final int failure;
    private final int largestJob;

    SimulatedMember(Person person, Random random, int largestJob) {
        this.largestJob = largestJob;
        this.person = person;
        this.random = random;
        this.diligence = 10 + random.nextInt(90);
        this.refusal = random.nextInt(50);
        this.failure = random.nextInt(50);
    }

    private boolean chance(int percent) {
        return random.nextInt(100) < percent;
    }

    Resources somePledge() {
        return person.tier.pledges()
                ? new Resources(random.nextInt(40_000), random.nextInt(40_000), random.nextInt(3))
                : Resources.NONE;
    }

    private @Nullable Member self(Snapshot now) {
        return now.roster.withKey(person.kid());
    }

    /** What it says at this moment, null for nothing; {@code underWay} it has said already. */
    @Nullable Message speak(Snapshot now, long underWay) {
        Member self = self(now);
        if (!chance(diligence)) {
            return null;
        }
        count(self, underWay);
        if (self == null || self.state == MemberState.LEFT) {
            return says(now, new Command.Join(somePledge()));
        }
        if (self.state == MemberState.AWAY && chance(20)) {
            return person.says(Simulation.LANE, new Command.Leave()).seen(self.seen);
        }
        List<Command> commands = new ArrayList<>();
        answer(now, self, commands);
        live(now, self, commands);
        Message message =
                person.says(Simulation.LANE, commands.stream().limit(64).toArray(Command[]::new));
        return message.seen(whatItReads(now));
    }

    private void count(@Nullable Member self, long underWay) {
        long used = self == null ? 0 : self.key(person.kid()).next() - 1;
        person.countFrom(Simulation.LANE, used + underWay);
    }

    private long whatItReads(Snapshot now) {
        return switch (random.nextInt(10)) {
            case 0 -> random.nextLong(now.head.version + 1);
            case 1 -> now.head.version + random.nextInt(3);
            default -> now.head.version;
        };
    }

    /** A submission that counts, and that has read everything. */
    Message says(Snapshot now, Command... commands) {
        count(self(now), 0);
        return person.says(Simulation.LANE, commands).seen(now.head.version);
    }

    private void answer(Snapshot now, Member self, List<Command> commands) {
        held(now, self, TaskState.OFFERED)
                .forEach((job, tasks) -> {
                    TaskSet some = part(tasks);
                    if (chance(refusal)) {
                        refuse(self, job, some, commands);
                    } else {
                        commands.add(new Command.Accept(job, some));
                    }
                });
        if (now.head.terms.dispatch().mode() != DispatchMode.PUSH && chance(60)) {
            now.jobs.values().stream()
                    .filter(job -> job.state == JobState.OPEN && job.tasks > 0)
                    .limit(3)
                    .forEach(job -> grab(job, commands));
        }
        Map<Long, TaskSet> running = held(now, self, TaskState.RUNNING);
        running.putAll(held(now, self, TaskState.CANCELLING));
        running.forEach((job, tasks) -> {
            if (chance(70)) {
                commands.add(report(job, part(tasks)));
            }
        });
    }

    private void refuse(Member self, long job, TaskSet tasks, List<Command> commands) {
        if (chance(15)) {
            Resources less =
                    new Resources(
                            self.pledge.milliCpu() / (1 + random.nextInt(4)),
                            self.pledge.memoryMib(),
                            self.pledge.gpus());
            commands.add(new Command.Pledge(less));
        }
        String reason = chance(30) ? Answering.NO_CAPACITY : "Busy";
        commands.add(new Command.Reject(job, tasks, reason, chance(20)));
    }

    private void grab(Job job, List<Command> commands) {
        int from = random.nextInt(job.tasks);
        int to = Math.min(job.tasks - 1, from + random.nextInt(20));
        commands.add(new Command.Grab(job.number, TaskSet.run(from, to)));
    }

    private Command report(long job, TaskSet tasks) {
        Digests results = Words.results(tasks);
        if (!chance(failure)) {
            return new Command.Complete(job, tasks, results);
        }
        return new Command.Fail(job, tasks, "exit", chance(50) ? results : Digests.NONE);
    }

    /** All of {@code tasks}, or some. */
    private TaskSet part(TaskSet tasks) {
        TaskSet.Builder some = new TaskSet.Builder();
        int percent = chance(50) ? 100 : random.nextInt(100);
        tasks.stream().filter(task -> chance(percent)).forEach(some::add);
        return some.isEmpty() ? tasks : some.build();
    }

    private static Map<Long, TaskSet> held(Snapshot now, Member self, TaskState state) {
        TreeMap<Long, TaskSet> held = new TreeMap<>();
        for (Job job : now.jobs.values()) {
            TaskSet.Builder tasks = new TaskSet.Builder();
            for (int i = 0; job.state == JobState.OPEN && i < job.pages.size(); i++) {
                TaskPage page = now.taskPage(job, i);
                for (int at = 0; page != null && at < page.size(); at++) {
                    Task task = page.at(at);
                    if (task.state == state && task.holder == self.number) {
                        tasks.add(i * PageKeys.TASKS_PER_PAGE + at);
                    }
                }
            }
            if (!tasks.isEmpty()) {
                held.put(job.number, tasks.build());
            }
        }
        return held;
    }

    /** Besides answering: submits, extends, cancels, changes its pledge, leaves, tries to close. */
    private void live(Snapshot now, Member self, List<Command> commands) {
        if (chance(12) && now.head.openJobs.size() < 6) {
            commands.add(someJob(now));
        }
        List<Job> own =
                now.jobs.values().stream()
                        .filter(job -> job.owner == self.number && job.state == JobState.OPEN)
                        .toList();
        if (!own.isEmpty() && chance(20)) {
            Job job = own.get(random.nextInt(own.size()));
            commands.add(
                    job.more && chance(80)
                            ? Words.extend(job.number, 1 + random.nextInt(60), chance(50))
                            : someCancel(job));
        }
        if (chance(5)) {
            commands.add(new Command.Pledge(somePledge(), chance(50) ? someLabels() : null));
        }
        if (chance(2)) {
            commands.add(new Command.Leave());
        }
        if (chance(1)) {
            commands.add(new Command.Close());
        }
    }

    private Command someCancel(Job job) {
        return chance(50)
                ? Words.cancel(job.number)
                : new Command.Cancel(job.number, part(TaskSet.run(0, job.tasks - 1)));
    }

    private List<String> someLabels() {
        return LABELS.stream().filter(label -> chance(60)).toList();
    }

    private Place somePlace() {
        return new Place(
                chance(20) ? List.of(Tier.HPC, Tier.EDGE, Tier.PUBLIC) : List.of(),
                chance(20) ? List.of(LABELS.get(random.nextInt(LABELS.size()))) : List.of(),
                chance(20) ? List.of(LABELS.get(random.nextInt(LABELS.size()))) : List.of());
    }

    private Traits someTraits(Snapshot now, boolean gang) {
        List<Long> after = new ArrayList<>();
        while (now.head.nextJob > 1 && chance(25)) {
            after.add(now.head.nextJob - 1 - random.nextLong(Math.min(3, now.head.nextJob - 1)));
        }
        return new Traits(random.nextInt(3), gang, after);
    }

    private Command someJob(Snapshot now) {
        boolean rules2 = now.head.rules >= Rules.WHOLE;
        boolean gang = rules2 && chance(20);
        int tasks =
                1 + random.nextInt(gang ? 8 : chance(20) ? largestJob : Math.min(30, largestJob));
        Words.JobWords job = Words.aJobOf(tasks);
        if (rules2 && (gang || chance(50))) {
            job.wishing(someTraits(now, gang));
        }
        int kinds = gang ? 1 : 1 + random.nextInt(3);
        for (int i = 0; i < kinds; i++) {
            Resources needs =
                    new Resources(
                            1 + random.nextInt(6_000),
                            random.nextInt(6_000),
                            random.nextInt(8) / 7);
            job.each(needs, 1 + random.nextInt(100_000), 1 + random.nextInt(100_000));
            if (rules2 && chance(40)) {
                job.at(somePlace());
            }
        }
        if (kinds > 1 && tasks > 2) {
            int first = 1 + random.nextInt(tasks - 1);
            job.inRuns(new KindRun(kinds - 1, first), new KindRun(0, tasks - first));
        }
        return (chance(30) && !gang ? job.withMoreToCome() : job).command();
    }

    /** Does all that it holds, or gives it all back; null when it has nothing to say. */
    @Nullable Message finish(Snapshot now, boolean work) {
        Member self = self(now);
        if (self == null || self.state == MemberState.LEFT) {
            return null;
        }
        List<Command> commands = new ArrayList<>();
        held(now, self, TaskState.OFFERED)
                .forEach((job, tasks) ->
                        commands.add(
                                work
                                        ? new Command.Accept(job, tasks)
                                        : new Command.Reject(job, tasks, "No")));
        held(now, self, TaskState.RUNNING)
                .forEach((job, tasks) -> commands.add(done(job, tasks, work)));
        held(now, self, TaskState.CANCELLING)
                .forEach((job, tasks) -> commands.add(done(job, tasks, work)));
        return says(now, commands.stream().limit(64).toArray(Command[]::new));
    }

    private static Command done(long job, TaskSet tasks, boolean work) {
        return work
                ? new Command.Complete(job, tasks, Words.results(tasks))
                : new Command.Fail(job, tasks, "no", Digests.NONE);
    }
}
