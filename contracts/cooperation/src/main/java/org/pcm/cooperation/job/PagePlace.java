package org.pcm.cooperation.job;

/** Where a page of tasks lies: the job, and the page's number within it. */
public record PagePlace(long job, int page) implements Comparable<PagePlace> {
    @Override
    public int compareTo(PagePlace other) {
        int byJob = Long.compare(job, other.job);
        return byJob != 0 ? byJob : Integer.compare(page, other.page);
    }
}
