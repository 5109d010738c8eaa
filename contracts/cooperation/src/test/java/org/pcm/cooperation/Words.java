package org.pcm.cooperation;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.pcm.cooperation.job.Answering;
import org.pcm.cooperation.job.Digests;
import org.pcm.cooperation.job.Kind;
import org.pcm.cooperation.job.KindRun;
import org.pcm.cooperation.job.Place;
import org.pcm.cooperation.job.TaskSet;
import org.pcm.cooperation.job.Traits;
import org.pcm.cooperation.member.Resources;
import org.pcm.cooperation.submission.Command;

/** Commands that read as English. */
final class Words {
    /** What a job's first command makes is job 1 of its cooperation. */
    static final long FIRST = 1;

    private Words() {}

    static Resources cpus(long cores) {
        return new Resources(1_000 * cores, 1_024 * cores, 0);
    }

    static Command join(Resources pledge) {
        return new Command.Join(pledge);
    }

    /** Joins under that proposal and no other. */
    static Command join(Resources pledge, long proposal) {
        return new Command.Join(pledge, proposal);
    }

    static Command pledge(Resources pledge) {
        return new Command.Pledge(pledge);
    }

    static Command leave() {
        return new Command.Leave();
    }

    static Command close() {
        return new Command.Close();
    }

    static TaskSet tasks(String text) {
        return TaskSet.parse(text);
    }

    static Command accept(long job, String tasks) {
        return new Command.Accept(job, tasks(tasks));
    }

    static Command reject(long job, String tasks) {
        return new Command.Reject(job, tasks(tasks), "Busy");
    }

    static Command decline(long job, String tasks) {
        return new Command.Reject(job, tasks(tasks), "Never", true);
    }

    static Command noCapacity(long job, String tasks) {
        return new Command.Reject(job, tasks(tasks), Answering.NO_CAPACITY);
    }

    static Command grab(long job, String tasks) {
        return new Command.Grab(job, tasks(tasks));
    }

    static Command complete(long job, String tasks) {
        return new Command.Complete(job, tasks(tasks), results(tasks(tasks)));
    }

    static Command fail(long job, String tasks) {
        return new Command.Fail(job, tasks(tasks), "exit", Digests.NONE);
    }

    static Command cancel(long job, String tasks) {
        return new Command.Cancel(job, tasks(tasks));
    }

    static Command cancel(long job) {
        return new Command.Cancel(job, null);
    }

    static Command extend(long job, int tasks, boolean more) {
        return new Command.Extend(job, digests("more", tasks), List.of(), more);
    }

    /** The digest that task {@code number} gives, whoever runs it. */
    static byte[] result(int number) {
        return digest("result", number);
    }

    static Digests results(TaskSet tasks) {
        byte[] all = new byte[tasks.size() * Digests.LENGTH];
        int[] at = {0};
        tasks.stream()
                .forEach(task -> {
                    System.arraycopy(result(task), 0, all, at[0], Digests.LENGTH);
                    at[0] += Digests.LENGTH;
                });
        return Digests.of(all);
    }

    /** 32 bytes that nothing else has; made without hashing, since there are many. */
    private static byte[] digest(String what, int number) {
        byte[] digest = Arrays.copyOf(Text.utf8(what), Digests.LENGTH);
        for (int i = 0; i < 4; i++) {
            digest[Digests.LENGTH - 1 - i] = (byte) (number >> (8 * i));
        }
        return digest;
    }

    static Digests digests(String what, int count) {
        byte[] all = new byte[count * Digests.LENGTH];
        for (int i = 0; i < count; i++) {
            System.arraycopy(digest(what, i), 0, all, i * Digests.LENGTH, Digests.LENGTH);
        }
        return Digests.of(all);
    }

    /** A job in the making: of one-core tasks of a minute each, unless said otherwise. */
    static JobWords aJobOf(int tasks) {
        return new JobWords(tasks);
    }

    /** See {@link #aJobOf}. */
    static final class JobWords {
        private final int tasks;
        private final List<Kind> kinds = new ArrayList<>();
        private List<KindRun> runs = List.of();
        private boolean more;
        private Traits traits = Traits.NONE;

        private JobWords(int tasks) {
            this.tasks = tasks;
        }

        /** Adds a kind. */
        JobWords each(Resources needs, long estimateMillis, long limitMillis) {
            kinds.add(new Kind(needs, estimateMillis, limitMillis));
            return this;
        }

        JobWords each(Resources needs) {
            return each(needs, 60_000, 600_000);
        }

        /** Where tasks of the kind added last may run. */
        JobWords at(Place place) {
            if (kinds.isEmpty()) {
                each(cpus(1));
            }
            kinds.set(kinds.size() - 1, kinds.get(kinds.size() - 1).at(place));
            return this;
        }

        JobWords wishing(Traits wishes) {
            traits = wishes;
            return this;
        }

        JobWords after(Long... jobs) {
            return wishing(new Traits(0, false, Arrays.asList(jobs)));
        }

        JobWords asGang() {
            return wishing(new Traits(0, true, List.of()));
        }

        JobWords withPriority(int priority) {
            return wishing(new Traits(priority, false, List.of()));
        }

        JobWords inRuns(KindRun... kindRuns) {
            runs = Arrays.asList(kindRuns);
            return this;
        }

        JobWords withMoreToCome() {
            more = true;
            return this;
        }

        Command.Submit command() {
            List<Kind> all = kinds.isEmpty() ? List.of(new Kind(cpus(1), 60_000, 600_000)) : kinds;
            return new Command.Submit("job", all, digests("spec", tasks), runs, more, traits);
        }
    }
}
