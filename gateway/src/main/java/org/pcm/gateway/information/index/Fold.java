package org.pcm.gateway.information.index;

import java.util.Arrays;
import org.pcm.cooperation.event.Event;
import org.pcm.cooperation.event.Governed;
import org.pcm.cooperation.event.Planned;
import org.pcm.cooperation.job.Digests;
import org.pcm.cooperation.member.MemberState;

/** Brings a cooperation's view up to date, one event after the other. */
final class Fold {
    private final LaneView lane;
    private final Documents documents;

    Fold(LaneView lane, Documents documents) {
        this.lane = lane;
        this.documents = documents;
    }

    void apply(Event.OfCooperation event) {
        switch (event) {
            case Event.Opened e -> {
                lane.coordinator = e.coordinator();
                lane.terms = e.terms();
                lane.governance.opened(e.terms(), lane.clock);
            }
            case Event.Closed e -> lane.closed = true;
            case Planned e -> planned(e);
            case Governed e -> govern(e);
            case Event.OfHolder e -> held(e, job(e));
            case Event.OfMember e -> member(e);
            case Event.OfJob e -> change(e);
        }
    }

    private JobView job(Event.OfJob event) {
        return lane.job(event.job());
    }

    private void member(Event.OfMember event) {
        switch (event) {
            case Event.Joined e -> {
                lane.enter(new MemberView(e.member(), e.name(), e.tier(), e.pledge(), e.weight()));
                lane.governance.decided(e.member());
            }
            case Event.Applied e -> {
                MemberView applicant =
                        new MemberView(e.member(), e.name(), e.tier(), e.pledge(), e.weight());
                applicant.state = MemberState.APPLICANT;
                lane.enter(applicant);
                lane.governance.applied(e);
            }
            case Event.TurnedAway e -> {
                move(e);
                lane.governance.decided(e.member());
            }
            case Event.Suspended e -> move(e);
            case Event.Readmitted e -> move(e);
            case Event.KeysChanged e -> {}
            case Event.PledgeChanged e -> lane.member(e.member()).pledge = e.pledge();
            case Event.Away e -> move(e);
            case Event.Back e -> move(e);
            case Event.Leaving e -> move(e);
            case Event.Left e -> move(e);
            case Event.WeightChanged e -> lane.member(e.member()).weight = e.to();
            case Planned e -> planned(e);
            case Event.OfHolder e -> held(e, job(e));
        }
    }

    /** Who coordinates, and under which terms, follows from rounds and elections. */
    private void govern(Governed event) {
        lane.governance.apply(event, lane.clock, lane.coordinator);
        switch (event) {
            case Governed.RoundStarted e -> {
                lane.coordinator = e.coordinator();
                lane.terms = e.terms();
            }
            case Governed.Elected e -> lane.coordinator = e.coordinator();
            case Governed.ProxyAppointed e -> lane.coordinator = e.coordinator();
            case Governed.ProxyRecalled e -> lane.coordinator = e.coordinator();
            default -> {}
        }
    }

    private void move(Event.OfMember event) {
        MemberView member = lane.member(event.member());
        member.state = MemberState.LIFE.next(member.state, event);
    }

    private void change(Event.OfJob event) {
        switch (event) {
            case Event.JobSubmitted e -> submitted(e);
            case Event.JobExtended e -> job(e).extend(e.tasks(), e.more());
            case Event.JobClosed e -> {
                job(e).close(e.state(), e.digest());
                lane.openJobs.remove(e.job());
            }
            case Event.Exhausted e -> exhausted(e, job(e));
            case Event.Cancelled e -> {
                JobView job = job(e);
                e.tasks().stream().forEach(t -> job.move(t, e, job.member(t)));
            }
            case Planned e -> planned(e);
            case Event.OfHolder e -> held(e, job(e));
        }
    }

    private void submitted(Event.JobSubmitted e) {
        JobView job =
                new JobView(documents.nextOrdinal(), lane, e.job(), e.owner(), e.name(), e.kinds());
        job.extend(e.tasks(), e.more());
        documents.add(job);
        lane.jobs.put(e.job(), job);
        lane.openJobs.put(e.job(), job);
    }

    private static void exhausted(Event.Exhausted e, JobView job) {
        String why = e.why().name();
        e.tasks().stream()
                .forEach(task -> {
                    if (job.reason(task).isEmpty()) {
                        job.reason(task, why);
                    }
                    job.move(task, e, JobView.NOBODY);
                });
    }

    private void held(Event.OfHolder event, JobView job) {
        switch (event) {
            case Event.Offered e -> offered(e, job);
            case Event.Accepted e -> e.tasks().stream().forEach(task -> job.accepted(task, e));
            case Event.Rejected e -> back(e, job, e.reason());
            case Event.OfferExpired e -> back(e, job, "expired");
            case Event.Returned e -> back(e, job, "returned");
            case Event.Overdue e -> back(e, job, "overdue");
            case Event.HandedBack e -> back(e, job, "handedBack");
            case Event.Cancelling e -> e.tasks().stream().forEach(t -> job.move(t, e, e.member()));
            case Event.Completed e -> {
                results(e, e.results(), job);
                lane.member(e.member()).worked(job.work(e));
                e.tasks().stream().forEach(task -> job.completed(task, e));
            }
            case Event.Failed e -> {
                results(e, e.results(), job);
                back(e, job, e.reason());
            }
            case Planned e -> planned(e);
        }
    }

    private void planned(Planned event) {
        switch (event) {
            case Planned.Grabbed e -> grabbed(e, job(e));
            case Planned.RejectedForGood e -> back(e, job(e), e.reason());
            case Planned.Readied e ->
                    e.tasks().stream().forEach(t -> job(e).move(t, e, e.member()));
            case Planned.Started e -> e.tasks().stream().forEach(t -> job(e).started(t, e));
            case Planned.Disbanded e ->
                    e.tasks().stream().forEach(t -> job(e).move(t, e, JobView.NOBODY));
            case Planned.JobTraits e -> job(e).traits = e.traits();
            case Planned.JobReady e -> {}
            case Planned.JobDoomed e -> {}
            case Planned.CoolingDown e -> lane.member(e.member()).coolUntil = e.until();
            case Planned.Labelled e -> lane.member(e.member()).labels = e.labels();
            case Planned.OnProbation e -> lane.member(e.member()).probation = e.work();
        }
    }

    private void grabbed(Planned.Grabbed e, JobView job) {
        int[] at = {0};
        e.tasks().stream()
                .forEach(task -> {
                    byte[] spec = e.specs().at(at[0]++);
                    if (!Arrays.equals(job.spec(task), spec)) {
                        documents.spec(job, task, spec);
                    }
                    job.grabbed(task, e, spec);
                });
    }

    private static void back(Event.OfHolder event, JobView job, String reason) {
        event.tasks().stream()
                .forEach(task -> {
                    job.reason(task, reason);
                    job.move(task, event, JobView.NOBODY);
                });
    }

    private void offered(Event.Offered e, JobView job) {
        int[] at = {0};
        e.tasks().stream()
                .forEach(task -> {
                    byte[] spec = e.specs().at(at[0]++);
                    if (!Arrays.equals(job.spec(task), spec)) {
                        documents.spec(job, task, spec);
                    }
                    job.offered(task, e, spec);
                });
    }

    private void results(Event.OfHolder event, Digests results, JobView job) {
        if (results.count() == 0) {
            return;
        }
        int[] at = {0};
        event.tasks().stream()
                .forEach(task -> {
                    byte[] result = results.at(at[0]++);
                    job.result(task, result);
                    documents.result(job, task, event.member(), result);
                });
    }
}
