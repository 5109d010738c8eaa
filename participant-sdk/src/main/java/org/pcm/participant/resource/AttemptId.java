package org.pcm.participant.resource;

/**
 * One attempt at one task: an offer, and what came of it. The version tells apart later offers of
 * the same task.
 *
 * @param cooperation the cooperation's name
 * @param job the job's number
 * @param task the task's number in its job
 * @param version the lane's version that made the offer
 */
public record AttemptId(String cooperation, long job, int task, long version) {

    /** A name for files and control groups. */
    public String fileName() {
        return cooperation + "-" + job + "-" + task + "-" + version;
    }

    @Override
    public String toString() {
        return cooperation + "/" + job + "/" + task + "@" + version;
    }
}
