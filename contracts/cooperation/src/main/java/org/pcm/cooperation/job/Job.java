package org.pcm.cooperation.job;

import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.List;
import org.pcm.cooperation.member.Resources;
import org.pcm.cooperation.page.PageKeys;
import org.pcm.cooperation.page.PageReader;
import org.pcm.cooperation.page.PageWriter;
import org.pcm.cooperation.submission.Hash;

/** One job. Changed by the fold alone. A closed job keeps its counts and digest only. */
public final class Job {
    /** Most tasks of a job. */
    public static final int MAX_TASKS = TaskSet.MAX_TASK + 1;

    public final long number;
    public final int owner;
    public final String name;
    public final List<Kind> kinds;
    public final List<PageSummary> pages = new ArrayList<>();

    /** What its owner wishes for it as a whole. */
    public Traits traits = Traits.NONE;

    /** Until then its tasks may be grabbed only, 0: they may be offered from the beginning. */
    public long pushFrom;

    public JobState state = JobState.OPEN;
    public boolean more;
    public int tasks;
    public int done;
    public int failed;
    public int cancelled;

    /** Of a closed job: SHA-256 over its pages' digests. */
    public byte[] digest = new byte[0];

    /** Whether it differs from what lies on the ledger. */
    public boolean dirty;

    public Job(long number, int owner, String name, List<Kind> kinds) {
        this.number = number;
        this.owner = owner;
        this.name = name;
        this.kinds = List.copyOf(kinds);
    }

    public int pending() {
        return pages.stream().mapToInt(page -> page.pending).sum();
    }

    /** Where it stands among those that wait. */
    public Queued queued() {
        return new Queued(owner, traits.priority(), traits.gang(), pushFrom);
    }

    /** Earliest time at which one of its tasks is due, 0 when none is. */
    public long nextDue() {
        return pages.stream()
                .mapToLong(page -> page.nextDue)
                .filter(due -> due > 0)
                .min()
                .orElse(0);
    }

    /** Whether all tasks that it will ever have have ended and folded. */
    public boolean complete() {
        return !more && pages.stream().allMatch(page -> page.folded != null);
    }

    /** Whether page {@code i} can get no further tasks. */
    public boolean filled(int i) {
        return !more || (i + 1) * PageKeys.TASKS_PER_PAGE <= tasks;
    }

    /** The state in which it ends. */
    public JobState end() {
        if (failed > 0) {
            return JobState.FAILED;
        }
        return cancelled > 0 ? JobState.CANCELLED : JobState.DONE;
    }

    /** SHA-256 over the digests of its pages. */
    public byte[] digestOfPages() {
        MessageDigest sha256 = Hash.sha256();
        for (PageSummary page : pages) {
            if (page.folded == null) {
                throw new IllegalStateException(
                        "job " + number + " has pages that have not folded");
            }
            sha256.update(page.folded);
        }
        return sha256.digest();
    }

    public byte[] write() {
        PageWriter to = new PageWriter();
        to.number(number).number(owner).text(name).constant(state);
        to.number(tasks).number(done).number(failed).number(cancelled);
        if (state != JobState.OPEN) {
            return to.raw(digest).done();
        }
        to.flag(more).number(kinds.size());
        for (Kind kind : kinds) {
            to.number(kind.needs().milliCpu())
                    .number(kind.needs().memoryMib())
                    .number(kind.needs().gpus());
            to.number(kind.estimateMillis()).number(kind.limitMillis());
        }
        to.number(pages.size());
        pages.forEach(page -> page.write(to));
        writeExtra(to);
        return to.done();
    }

    /** What later rules know of a job stands at the end, if there is any. */
    private void writeExtra(PageWriter to) {
        List<Kind> placed = kinds.stream().filter(kind -> !kind.place().isAnywhere()).toList();
        if (placed.isEmpty() && traits.equals(Traits.NONE) && pushFrom == 0) {
            return;
        }
        traits.write(to);
        to.number(pushFrom).number(placed.size());
        for (int i = 0; i < kinds.size(); i++) {
            if (!kinds.get(i).place().isAnywhere()) {
                kinds.get(i).place().write(to.number(i));
            }
        }
    }

    public static Job read(byte[] page) {
        PageReader from = new PageReader(page);
        long number = from.number();
        int owner = from.count();
        String name = from.text();
        JobState state = from.constant(JobState.class);
        int[] counts = {from.count(), from.count(), from.count(), from.count()};
        Job job = state == JobState.OPEN ? readOpen(number, owner, name, from) : null;
        if (job == null) {
            job = new Job(number, owner, name, List.of());
            job.digest = from.raw(Digests.LENGTH);
        }
        job.state = state;
        job.tasks = counts[0];
        job.done = counts[1];
        job.failed = counts[2];
        job.cancelled = counts[3];
        from.end();
        return job;
    }

    private static Job readOpen(long number, int owner, String name, PageReader from) {
        boolean more = from.flag();
        List<Kind> kinds = readKinds(from);
        List<PageSummary> pages = new ArrayList<>();
        for (int i = from.count(); i > 0; i--) {
            pages.add(PageSummary.read(from));
        }
        Traits traits = Traits.NONE;
        long pushFrom = 0;
        if (!from.atEnd()) {
            traits = Traits.read(from);
            pushFrom = from.number();
            for (int i = from.count(); i > 0; i--) {
                int kind = from.count();
                kinds.set(kind, kinds.get(kind).at(Place.read(from)));
            }
        }
        Job job = new Job(number, owner, name, kinds);
        job.more = more;
        job.pages.addAll(pages);
        job.traits = traits;
        job.pushFrom = pushFrom;
        return job;
    }

    private static List<Kind> readKinds(PageReader from) {
        int count = from.count();
        List<Kind> kinds = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            Resources needs = new Resources(from.number(), from.number(), from.number());
            kinds.add(new Kind(needs, from.number(), from.number()));
        }
        return kinds;
    }
}
