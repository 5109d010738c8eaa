package org.pcm.cli.participant;

import java.io.PrintWriter;
import org.pcm.cli.console.ExitCode;
import org.pcm.cooperation.event.Event;
import org.pcm.cooperation.event.Planned;
import org.pcm.participant.client.JobRef;
import org.pcm.participant.client.JobSummary;
import org.pcm.participant.client.PcmClient;
import org.pcm.participant.json.Json;

/** Prints what happens to a job, a line an event, until it has ended. */
record Following(PrintWriter out, boolean json) {

    /** 0 where all its tasks were done. */
    int until(PcmClient client, JobRef job) {
        JobSummary end = client.follow(job, this::print);
        if (json) {
            out.println(
                    Json.write(
                            Json.object()
                                    .put("job", job.toString())
                                    .put("state", end.state())
                                    .put("done", end.done())
                                    .put("failed", end.failed())
                                    .put("cancelled", end.cancelled())));
        } else {
            out.println(
                    job
                            + " is "
                            + end.state()
                            + ": "
                            + end.done()
                            + " done, "
                            + end.failed()
                            + " failed, "
                            + end.cancelled()
                            + " cancelled");
        }
        return ExitCode.of(end.state().equals("DONE"));
    }

    private void print(Event.OfJob event) {
        if (json) {
            var line = Json.object().put("on", event.getClass().getSimpleName());
            if (event instanceof Event.OfTasks tasks) {
                line.put("tasks", tasks.tasks().toString());
            }
            if (event instanceof Event.OfMember member) {
                line.put("member", member.member());
            }
            out.println(Json.write(line));
        } else {
            out.println(sentence(event));
        }
        out.flush();
    }

    private static String sentence(Event.OfJob event) {
        return switch (event) {
            case Event.JobSubmitted submitted -> submitted.tasks() + " tasks submitted";
            case Event.JobExtended extended -> extended.tasks() + " tasks added";
            case Event.Offered offered -> to("offered", offered);
            case Event.Accepted accepted -> by("accepted", accepted);
            case Event.Rejected rejected -> by("rejected", rejected) + ": " + rejected.reason();
            case Event.OfferExpired expired -> by("not answered in time", expired);
            case Event.Returned returned -> by("handed back", returned);
            case Event.Completed completed -> by("done", completed);
            case Event.Failed failed -> by("failed", failed) + ": " + failed.reason();
            case Event.HandedBack handed -> by("handed back", handed);
            case Event.Overdue overdue -> by("overdue", overdue);
            case Event.Exhausted exhausted ->
                    "tasks " + exhausted.tasks() + " given up: too many " + exhausted.why();
            case Event.Cancelling cancelling -> by("being stopped", cancelling);
            case Event.Cancelled cancelled -> "tasks " + cancelled.tasks() + " cancelled";
            case Event.JobClosed closed -> "closed";
            case Planned planned -> sentence(planned);
        };
    }

    private static String sentence(Planned event) {
        return switch (event) {
            case Planned.JobTraits e ->
                    "priority "
                            + e.traits().priority()
                            + (e.traits().gang() ? ", a gang" : "")
                            + (e.traits().after().isEmpty()
                                    ? ""
                                    : ", after jobs " + e.traits().after());
            case Planned.JobReady e -> "all jobs that it waited for are done";
            case Planned.JobDoomed e -> "job " + e.by() + ", for which it waited, was not done";
            case Planned.Grabbed e -> by("grabbed", e);
            case Planned.RejectedForGood e -> by("declined for good", e) + ": " + e.reason();
            case Planned.Readied e -> by("ready", e);
            case Planned.Started e -> "tasks " + e.tasks() + " start together";
            case Planned.Disbanded e -> "tasks " + e.tasks() + " wait again: the gang is not whole";
            case Planned.CoolingDown e -> "member " + e.member() + " cools down";
            case Planned.Labelled e -> "member " + e.member() + " has " + e.labels();
            case Planned.OnProbation e -> "member " + e.member() + " is on probation";
        };
    }

    private static String by(String what, Event.OfHolder event) {
        return "tasks " + event.tasks() + " " + what + " by member " + event.member();
    }

    private static String to(String what, Event.OfHolder event) {
        return "tasks " + event.tasks() + " " + what + " to member " + event.member();
    }
}
