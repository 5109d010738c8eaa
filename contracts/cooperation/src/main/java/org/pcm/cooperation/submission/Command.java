package org.pcm.cooperation.submission;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.pcm.cooperation.job.Digests;
import org.pcm.cooperation.job.Kind;
import org.pcm.cooperation.job.KindRun;
import org.pcm.cooperation.job.TaskSet;
import org.pcm.cooperation.job.Traits;
import org.pcm.cooperation.member.Resources;
import org.pcm.cooperation.member.Tier;
import org.pcm.cooperation.round.Terms;

/** What a participant may ask for; docs/protocol.md §3 tells who may and what follows. */
public sealed interface Command
        permits Command.Register,
                Command.Open,
                Command.Join,
                Command.Pledge,
                Command.Leave,
                Command.Submit,
                Command.Extend,
                Command.Cancel,
                Command.Answer,
                Command.Close,
                Govern,
                KeyCommand {
    /** Commands of a member about tasks that it holds. */
    sealed interface Answer extends Command {
        long job();

        TaskSet tasks();
    }

    /** Enters the registry; {@code voucher} is a registrar's countersignature. */
    record Register(String name, Tier tier, List<String> capabilities, String voucher)
            implements Command {}

    /** Opens the cooperation that the submission's lane names (P1). */
    record Open(Terms terms, Resources pledge) implements Command {}

    /**
     * Enters the roster (P2, A10). While members are called that agrees to terms: those of {@code
     * proposal}, or with {@link #WHAT_STANDS} those that stand by then. Who names a proposal joins
     * under no others.
     */
    record Join(Resources pledge, long proposal) implements Command {
        /** Names no proposal; their numbers begin with 1. */
        public static final long WHAT_STANDS = 0;

        /** Agrees to what stands. */
        public Join(Resources pledge) {
            this(pledge, WHAT_STANDS);
        }

        public boolean namesProposal() {
            return proposal != WHAT_STANDS;
        }
    }

    /** Raises or lowers the pledge (P3); {@code labels}: what the member has from now on. */
    record Pledge(Resources pledge, @Nullable List<String> labels) implements Command {
        /** With its labels as they are. */
        public Pledge(Resources pledge) {
            this(pledge, null);
        }
    }

    record Leave() implements Command {}

    /**
     * Makes a job.
     *
     * @param specs one digest a task
     * @param kindRuns over the tasks in order; empty: all of kind 0
     * @param more whether tasks may be added later
     * @param traits what the owner wishes for it as a whole
     */
    record Submit(
            String name,
            List<Kind> kinds,
            Digests specs,
            List<KindRun> kindRuns,
            boolean more,
            Traits traits)
            implements Command {
        /** A job without wishes. */
        public Submit(
                String name,
                List<Kind> kinds,
                Digests specs,
                List<KindRun> kindRuns,
                boolean more) {
            this(name, kinds, specs, kindRuns, more, Traits.NONE);
        }
    }

    record Extend(long job, Digests specs, List<KindRun> kindRuns, boolean more)
            implements Command {}

    /** Cancels {@code tasks}, or the whole job when null. */
    record Cancel(long job, @Nullable TaskSet tasks) implements Command {}

    record Accept(long job, TaskSet tasks) implements Answer {}

    /** {@code last}: the tasks shall never come back to the sender. */
    record Reject(long job, TaskSet tasks, String reason, boolean last) implements Answer {
        /** Not now: the tasks may come back when nobody else qualifies. */
        public Reject(long job, TaskSet tasks, String reason) {
            this(job, tasks, reason, false);
        }
    }

    /** Takes waiting tasks, where the terms let members grab (P8). */
    record Grab(long job, TaskSet tasks) implements Answer {}

    /** {@code results}: one digest a task. */
    record Complete(long job, TaskSet tasks, Digests results) implements Answer {}

    /** {@code results}: one digest a task, or none. */
    record Fail(long job, TaskSet tasks, String reason, Digests results) implements Answer {}

    /** Running tasks go back, because the holder leaves (P3). */
    record HandBack(long job, TaskSet tasks) implements Answer {}

    /** Ends the cooperation. */
    record Close() implements Command {}
}
