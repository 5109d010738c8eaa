package org.pcm.gateway.information.index;

import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.pcm.cooperation.job.TaskState;

/** Who is assigned to a document by the ledger: what reading content depends on. */
public final class Assignments {
    private final View view;

    Assignments(View view) {
        this.view = view;
    }

    /**
     * Two participants whom a document joins.
     *
     * @param reader who may read it
     * @param source who answers for what the document lists
     */
    public record Joined(String reader, String source) {}

    /** For each task whose task document this is: its holder, and its job's owner as source. */
    public Set<Joined> holders(byte[] digest) {
        return view.read(() -> {
            Set<Joined> joined = new HashSet<>();
            for (DigestIndex.Place place : view.documents.specs(digest)) {
                JobView job = view.documents.job(place);
                if (Arrays.equals(job.spec(place.task()), digest)
                        && isHeldOrDone(job.state(place.task()))) {
                    joined.add(
                            new Joined(name(job, job.member(place.task())), name(job, job.owner)));
                }
            }
            return joined;
        });
    }

    /**
     * The owners of tasks that have this task document and wait to be grabbed by the participant:
     * it decides by what stands in there (P8).
     */
    public Set<String> announcers(String participant, byte[] digest) {
        return view.read(() -> {
            Set<String> owners = new HashSet<>();
            for (DigestIndex.Place place : view.documents.specs(digest)) {
                JobView job = view.documents.job(place);
                if (Arrays.equals(job.spec(place.task()), digest)
                        && Board.isFor(job, place.task(), participant)) {
                    owners.add(name(job, job.owner));
                }
            }
            return owners;
        });
    }

    private static boolean isHeldOrDone(TaskState state) {
        return state.held() || state == TaskState.DONE;
    }

    /** For each task whose result this is: its job's owner, and who gave the result as source. */
    public Set<Joined> owners(byte[] digest) {
        return view.read(() -> {
            Set<Joined> joined = new HashSet<>();
            List<DigestIndex.Place> places = view.documents.results(digest);
            for (DigestIndex.Place place : places) {
                JobView job = view.documents.job(place);
                joined.add(new Joined(name(job, job.owner), name(job, place.member())));
            }
            return joined;
        });
    }

    private static String name(JobView job, int member) {
        return job.lane.member(member).name;
    }
}
