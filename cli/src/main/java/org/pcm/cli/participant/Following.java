package org.pcm.cli.participant;

import java.io.PrintWriter;
import org.pcm.cli.console.ExitCode;
import org.pcm.cooperation.event.Event;
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
        };
    }

    private static String by(String what, Event.OfHolder event) {
        return "tasks " + event.tasks() + " " + what + " by member " + event.member();
    }

    private static String to(String what, Event.OfHolder event) {
        return "tasks " + event.tasks() + " " + what + " to member " + event.member();
    }
}
