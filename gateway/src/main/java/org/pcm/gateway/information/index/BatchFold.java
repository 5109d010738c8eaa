package org.pcm.gateway.information.index;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.pcm.cooperation.event.Event;
import org.pcm.cooperation.job.Digests;
import org.pcm.cooperation.job.KindRun;
import org.pcm.cooperation.submission.Header;
import org.pcm.cooperation.submission.Submission;
import org.pcm.gateway.information.message.Batch;
import org.pcm.gateway.information.message.LaneHead;
import org.pcm.gateway.information.message.Placed;

/** Brings the view up to date with one batch. */
final class BatchFold {
    private final View view;
    private final Batch batch;
    private final LaneHead head;
    private final LaneView lane;

    BatchFold(View view, BatchReader.Read read) {
        this.view = view;
        this.batch = read.batch();
        this.head = read.head();
        this.lane = view.lane(batch.lane());
    }

    void apply() {
        lane.version = batch.version();
        lane.clock = batch.clock();
        lane.head = head;
        Map<Long, Integer> tasksBefore = tasksBefore();
        Fold fold = new Fold(lane, view.documents);
        for (Event event : batch.events()) {
            if (event instanceof Event.OfCooperation e) {
                fold.apply(e);
            }
        }
        view.registry.apply(batch);
        if (!tasksBefore.isEmpty()) {
            specify(tasksBefore);
        }
        outcomes();
        for (Event event : batch.events()) {
            if (event instanceof Event.JobClosed closed) {
                view.documents.closed(lane.job(closed.job()));
            }
        }
    }

    private void outcomes() {
        for (int i = 0; i < batch.outcomes().size(); i++) {
            Placed placed = batch.outcomes().get(i);
            view.submissions.put(
                    placed.outcome().id(),
                    new SubmissionTable.Place(
                            batch.block(), batch.transaction(), i, placed.isFinal()));
            if (placed.isFinal()) {
                placed.submission().map(Submission::header).ifPresent(this::heard);
            }
        }
    }

    private void heard(Header header) {
        lane.sequences.merge(header.kid(), header.sequence(), Math::max);
        view.registry
                .key(header.kid())
                .flatMap(key -> lane.member(key.participant()))
                .ifPresent(member ->
                        member.seen =
                                Math.max(
                                        member.seen, Math.min(header.seen(), batch.version() - 1)));
    }

    /** How many tasks each job had that this batch makes or extends. */
    private Map<Long, Integer> tasksBefore() {
        Map<Long, Integer> before = new HashMap<>();
        for (Event event : batch.events()) {
            if (event instanceof Event.JobSubmitted e) {
                before.putIfAbsent(e.job(), 0);
            } else if (event instanceof Event.JobExtended e && lane.jobs.containsKey(e.job())) {
                before.putIfAbsent(e.job(), lane.jobs.get(e.job()).tasks());
            }
        }
        return before;
    }

    private void specify(Map<Long, Integer> filled) {
        for (Placed placed : batch.outcomes()) {
            Submitted.read(
                    placed,
                    (number, specs, kindRuns) -> {
                        int from = filled.merge(number, specs.count(), Integer::sum);
                        specify(lane.job(number), from - specs.count(), specs, kindRuns);
                    });
        }
    }

    private void specify(JobView job, int from, Digests specs, List<KindRun> kindRuns) {
        for (int i = 0; i < specs.count(); i++) {
            byte[] spec = specs.at(i);
            if (!Arrays.equals(job.spec(from + i), spec)) { // an offer may have told it already
                job.spec(from + i, spec);
                view.documents.spec(job, from + i, spec);
            }
        }
        int at = from;
        for (KindRun run : kindRuns) {
            for (int i = 0; i < run.count(); i++) {
                job.kind(at++, run.kind());
            }
        }
    }
}
