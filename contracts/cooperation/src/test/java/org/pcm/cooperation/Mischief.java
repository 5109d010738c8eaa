package org.pcm.cooperation;

import java.util.Random;
import org.pcm.cooperation.job.Digests;
import org.pcm.cooperation.job.TaskSet;
import org.pcm.cooperation.member.Member;
import org.pcm.cooperation.member.Resources;
import org.pcm.cooperation.round.Terms;
import org.pcm.cooperation.submission.Command;

/** What somebody says who means no good, or whose words were damaged on the way. */
final class Mischief {
    private final Random random;

    Mischief(Random random) {
        this.random = random;
    }

    /** With one byte changed, or cut off. */
    byte[] damaged(byte[] submission) {
        byte[] damaged = submission.clone();
        int at = random.nextInt(damaged.length);
        if (random.nextBoolean()) {
            damaged[at] ^= (byte) (1 + random.nextInt(255));
            return damaged;
        }
        return java.util.Arrays.copyOf(damaged, at);
    }

    byte[] by(Person person, Snapshot now) {
        Member self = now.roster.withKey(person.kid());
        long next = self == null ? 1 : self.key(person.kid()).next();
        Message message = person.message(Simulation.LANE, next).seen(random.nextLong(1L << 40));
        return switch (random.nextInt(9)) {
            case 0 -> message.ledger("elsewhere").signed();
            case 1 -> person.message("other", next).signed();
            case 2 -> person.message(Simulation.LANE, next + random.nextInt(5) - 2).signed();
            case 3 -> message.until(random.nextInt(1_000)).signed();
            case 4 -> message.forged();
            case 5 -> message.payload("[{\"do\":\"" + random.nextInt() + "\"},7,null]").signed();
            case 6 -> message.payload("[{\"do\":\"dance\"},{\"do\":7},[]]").signed();
            case 7 -> message.of(new Command.Open(Terms.DEFAULT, Resources.NONE)).signed();
            default -> message.of(claim(now), claim(now), claim(now)).signed();
        };
    }

    /** About any tasks of any job, its own or not, there or not. */
    private Command claim(Snapshot now) {
        long job = 1 + random.nextLong(now.head.nextJob + 1);
        int from = random.nextInt(50);
        TaskSet tasks = TaskSet.run(from, from + random.nextInt(200));
        return switch (random.nextInt(7)) {
            case 0 -> new Command.Accept(job, tasks);
            case 5 -> new Command.Grab(job, tasks);
            case 1 -> new Command.Reject(job, tasks, "Mine");
            case 2 -> new Command.Complete(job, tasks, Words.results(tasks));
            case 3 -> new Command.Fail(job, tasks, "mine", Digests.NONE);
            case 4 -> new Command.Cancel(job, tasks);
            default -> Words.extend(job, 3, true);
        };
    }
}
