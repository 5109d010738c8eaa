package org.pcm.cooperation.event;

import java.util.List;
import org.pcm.cooperation.job.Digests;
import org.pcm.cooperation.job.JobState;
import org.pcm.cooperation.job.Kind;
import org.pcm.cooperation.job.TaskSet;
import org.pcm.cooperation.member.Resources;
import org.pcm.cooperation.member.Tier;
import org.pcm.cooperation.member.WeightCause;
import org.pcm.cooperation.round.Terms;

/**
 * What happened, as the contract decided it; state follows from events alone. docs/protocol.md §5
 * has the wire form.
 */
public sealed interface Event {
    /** Events of the lane {@code registry}. */
    sealed interface OfRegistry extends Event {}

    /** Events of a cooperation. */
    sealed interface OfCooperation extends Event
            permits OfMember, OfJob, Opened, Closed, Planned, Governed {}

    /** Events that concern one member. */
    sealed interface OfMember extends OfCooperation
            permits OfHolder,
                    Joined,
                    PledgeChanged,
                    Away,
                    Back,
                    Leaving,
                    Left,
                    WeightChanged,
                    Applied,
                    TurnedAway,
                    Suspended,
                    Readmitted,
                    KeysChanged,
                    Planned.CoolingDown,
                    Planned.Labelled,
                    Planned.OnProbation {
        int member();
    }

    /** Events that concern a job. */
    sealed interface OfJob extends OfCooperation
            permits OfTasks,
                    JobSubmitted,
                    JobExtended,
                    JobClosed,
                    Planned.JobTraits,
                    Planned.JobReady,
                    Planned.JobDoomed {
        long job();

        /**
         * Whether tasks of the job wait, or may wait, that did not before: for whoever grabs (P8).
         */
        default boolean letsTasksWait() {
            return switch (this) {
                case JobSubmitted e -> true;
                case JobExtended e -> true;
                case Planned.JobReady e -> true;
                case Rejected e -> true;
                case Planned.RejectedForGood e -> true;
                case OfferExpired e -> true;
                case Returned e -> true;
                case HandedBack e -> true;
                case Failed e -> true;
                case Overdue e -> true;
                default -> false;
            };
        }
    }

    /** Events that concern tasks of one job. */
    sealed interface OfTasks extends OfJob
            permits OfHolder, Exhausted, Cancelled, Planned.Started, Planned.Disbanded {
        TaskSet tasks();
    }

    /** Events that concern tasks of one job and the member who holds or held them. */
    sealed interface OfHolder extends OfTasks, OfMember
            permits Offered,
                    Accepted,
                    Rejected,
                    OfferExpired,
                    Returned,
                    Completed,
                    Failed,
                    Overdue,
                    Cancelling,
                    HandedBack,
                    Planned.Grabbed,
                    Planned.RejectedForGood,
                    Planned.Readied {}

    record Registered(
            String name, Tier tier, String organisation, List<String> capabilities, String kid)
            implements OfRegistry {}

    /** A further key speaks for a participant; {@code key} is x‖y in base64url. */
    record KeyAdded(String name, String kid, String key) implements OfRegistry {}

    /** A key no longer speaks for a participant, and never will again. */
    record KeyRevoked(String name, String kid) implements OfRegistry {}

    record Opened(int coordinator, Terms terms) implements OfCooperation {}

    record Joined(int member, String name, Tier tier, String kid, Resources pledge, long weight)
            implements OfMember {}

    /** Somebody waits to be admitted, until a time at most. */
    record Applied(
            int member,
            String name,
            Tier tier,
            String kid,
            Resources pledge,
            long weight,
            String organisation,
            List<String> labels,
            long until)
            implements OfMember {}

    /** An applicant was refused, or withdrew. */
    record TurnedAway(int member, String why) implements OfMember {}

    record Suspended(int member, String why) implements OfMember {}

    record Readmitted(int member) implements OfMember {}

    /** These keys, and no others, speak for the member from now on. */
    record KeysChanged(int member, List<String> kids) implements OfMember {}

    record PledgeChanged(int member, Resources pledge) implements OfMember {}

    record Away(int member) implements OfMember {}

    record Back(int member) implements OfMember {}

    record Leaving(int member) implements OfMember {}

    record Left(int member) implements OfMember {}

    /** {@code tasks} is a count. */
    record JobSubmitted(long job, int owner, String name, List<Kind> kinds, int tasks, boolean more)
            implements OfJob {}

    /** {@code tasks} counts those added. */
    record JobExtended(long job, int tasks, boolean more) implements OfJob {}

    /** Tasks offered to a member until a time; {@code specs} has one digest a task. */
    record Offered(long job, TaskSet tasks, int member, int kind, Digests specs, long until)
            implements OfHolder {}

    /** Tasks run, until a time at most. */
    record Accepted(long job, TaskSet tasks, int member, long until) implements OfHolder {}

    record Rejected(long job, TaskSet tasks, int member, String reason) implements OfHolder {}

    /** {@code seen}: whether the member had seen the offer, and so pays for it. */
    record OfferExpired(long job, TaskSet tasks, int member, boolean seen) implements OfHolder {}

    /** An offer was handed back without blame. */
    record Returned(long job, TaskSet tasks, int member) implements OfHolder {}

    /** A leaver handed running tasks back, without blame (P3). */
    record HandedBack(long job, TaskSet tasks, int member) implements OfHolder {}

    record Completed(long job, TaskSet tasks, int member, Digests results) implements OfHolder {}

    /** An attempt failed. */
    record Failed(long job, TaskSet tasks, int member, String reason, Digests results)
            implements OfHolder {}

    /** An attempt ran past its limit. */
    record Overdue(long job, TaskSet tasks, int member) implements OfHolder {}

    /** Waiting tasks ended as failed: {@code why} says which bound they met. */
    record Exhausted(long job, TaskSet tasks, ExhaustedBound why) implements OfTasks {}

    /** The holder must stop running tasks and report. */
    record Cancelling(long job, TaskSet tasks, int member) implements OfHolder {}

    record Cancelled(long job, TaskSet tasks) implements OfTasks {}

    /** All tasks ended; {@code digest} (hex) covers every task's end. */
    record JobClosed(long job, JobState state, int done, int failed, int cancelled, String digest)
            implements OfJob {}

    /**
     * A weight changed, in thousandths; {@code carry} is the remainder of {@code to}, in {@link
     * org.pcm.cooperation.member.Weight#UNIT}ths.
     */
    record WeightChanged(int member, long from, long to, long carry, WeightCause cause)
            implements OfMember {}

    record Closed() implements OfCooperation {}
}
