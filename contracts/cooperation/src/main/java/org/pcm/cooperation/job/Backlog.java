package org.pcm.cooperation.job;

import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.pcm.cooperation.page.PageReader;
import org.pcm.cooperation.page.PageWriter;

/**
 * What a cooperation's head knows of the order of its open jobs, so that dispatch need not read
 * those that have to wait. Changed by the fold alone.
 */
public final class Backlog {
    /** Open jobs that wait for others, and for which. */
    public final TreeMap<Long, Set<Long>> waits = new TreeMap<>();

    /** Open jobs that waited for one that was not done: they are being cancelled. */
    public final TreeSet<Long> doomed = new TreeSet<>();

    /** Virtual time up to which consumers have been served. */
    public long consumed;

    /** Whether tasks of {@code job} may be dispatched. */
    public boolean isReady(long job) {
        return !waits.containsKey(job) && !doomed.contains(job);
    }

    /** {@code job} is closed: who waited for it waits no more if it is {@code done}. */
    public void closed(long job, boolean done) {
        waits.remove(job);
        doomed.remove(job);
        if (done) {
            waits.values().forEach(others -> others.remove(job));
        }
    }

    /** Writes it, with the places of {@code open} jobs in ascending order of their numbers. */
    public void write(PageWriter to, List<Queued> open) {
        open.forEach(job ->
                to.number(job.owner())
                        .number(2L * job.priority() + (job.gang() ? 1 : 0))
                        .number(job.pushFrom()));
        to.number(waits.size());
        waits.forEach((job, others) -> {
            to.number(job).number(others.size());
            others.forEach(to::number);
        });
        to.number(doomed.size());
        doomed.forEach(to::number);
        to.number(consumed);
    }

    /** The place of one open job, in the order in which {@link #write} wrote them. */
    public static Queued readPlace(PageReader from) {
        int owner = from.count();
        int priorityAndGang = from.count();
        return new Queued(owner, priorityAndGang / 2, priorityAndGang % 2 == 1, from.number());
    }

    /** Reads what follows the places of the open jobs. */
    public void read(PageReader from) {
        for (int i = from.count(); i > 0; i--) {
            long job = from.number();
            Set<Long> others = new TreeSet<>();
            for (int n = from.count(); n > 0; n--) {
                others.add(from.number());
            }
            waits.put(job, others);
        }
        for (int i = from.count(); i > 0; i--) {
            doomed.add(from.number());
        }
        consumed = from.number();
    }
}
