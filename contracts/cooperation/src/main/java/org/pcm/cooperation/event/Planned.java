package org.pcm.cooperation.event;

import java.util.List;
import org.pcm.cooperation.job.Digests;
import org.pcm.cooperation.job.TaskSet;
import org.pcm.cooperation.job.Traits;

/** Events of dispatch that rules 2 brought. */
public sealed interface Planned extends Event.OfCooperation {
    /** A job's owner wishes something for it as a whole; follows {@code JobSubmitted}. */
    record JobTraits(long job, Traits traits) implements Planned, Event.OfJob {}

    /** All jobs that it waited for are done. */
    record JobReady(long job) implements Planned, Event.OfJob {}

    /** {@code by}, for which it waited, was not done: its tasks are being cancelled. */
    record JobDoomed(long job, long by) implements Planned, Event.OfJob {}

    /** A member took waiting tasks, and they run. */
    record Grabbed(long job, TaskSet tasks, int member, int kind, Digests specs, long until)
            implements Planned, Event.OfHolder {}

    /** A member rejected tasks for good: they never come back to it. */
    record RejectedForGood(long job, TaskSet tasks, int member, String reason)
            implements Planned, Event.OfHolder {}

    /** A member accepted tasks of a gang that has not started. */
    record Readied(long job, TaskSet tasks, int member) implements Planned, Event.OfHolder {}

    /** A whole gang runs, until a time at most. */
    record Started(long job, TaskSet tasks, long until) implements Planned, Event.OfTasks {}

    /** A gang did not come about: its tasks wait again, nobody is to blame. */
    record Disbanded(long job, TaskSet tasks) implements Planned, Event.OfTasks {}

    /** A member refused for want of capacity, and may raise its pledge no sooner. */
    record CoolingDown(int member, long until) implements Planned, Event.OfMember {}

    /** What a member says it has. */
    record Labelled(int member, List<String> labels) implements Planned, Event.OfMember {}

    /** A newcomer counts in full once it has done {@code work}, milli-CPU times milliseconds. */
    record OnProbation(int member, long work) implements Planned, Event.OfMember {}
}
