package org.pcm.gateway.information.index;

import java.util.ArrayList;
import java.util.List;

/** All jobs of all lanes, and the tasks behind a task document's or a result document's digest. */
final class Documents {
    private final List<JobView> jobs = new ArrayList<>();
    private final DigestIndex specs;
    private final DigestIndex results;
    private final Archive archive;

    Documents(Scratch scratch) {
        specs = new DigestIndex(scratch);
        results = new DigestIndex(scratch);
        archive = new Archive(scratch);
    }

    /** The number the next job shall have here. */
    int nextOrdinal() {
        return jobs.size();
    }

    void add(JobView job) {
        jobs.add(job);
    }

    /** The job is closed, and all that its batch said of it is known. */
    void closed(JobView job) {
        job.archive(archive);
    }

    void spec(JobView job, int task, byte[] digest) {
        specs.add(digest, new DigestIndex.Place(job.ordinal, task, JobView.NOBODY));
    }

    void result(JobView job, int task, int member, byte[] digest) {
        results.add(digest, new DigestIndex.Place(job.ordinal, task, member));
    }

    List<DigestIndex.Place> specs(byte[] digest) {
        return specs.get(digest);
    }

    List<DigestIndex.Place> results(byte[] digest) {
        return results.get(digest);
    }

    JobView job(DigestIndex.Place place) {
        return jobs.get(place.job());
    }
}
