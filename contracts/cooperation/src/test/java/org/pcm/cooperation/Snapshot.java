package org.pcm.cooperation;

import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.pcm.cooperation.job.Job;
import org.pcm.cooperation.job.Task;
import org.pcm.cooperation.job.TaskPage;
import org.pcm.cooperation.member.Member;
import org.pcm.cooperation.member.Roster;
import org.pcm.cooperation.page.PageKeys;
import org.pcm.cooperation.page.Pages;
import org.pcm.cooperation.round.Cooperation;
import org.pcm.cooperation.round.Head;

/** A cooperation as it lies on the ledger between batches. */
final class Snapshot {
    private final MemoryPages pages;
    private final String lane;
    final Head head;
    final Roster roster;
    final TreeMap<Long, Job> jobs = new TreeMap<>();

    Snapshot(MemoryPages pages, String lane) {
        this(pages, lane, Set.of());
    }

    /** Without the jobs of {@code others}. */
    Snapshot(MemoryPages pages, String lane, Set<Long> others) {
        this.pages = pages;
        this.lane = lane;
        this.head = Head.read(page(PageKeys.head(lane)));
        this.roster = Roster.read(new Committed(pages), lane, head.members);
        for (long job = 1; job < head.nextJob; job++) {
            if (!others.contains(job)) {
                jobs.put(job, Job.read(page(PageKeys.job(lane, job))));
            }
        }
    }

    /** Reads what is committed, as often as it likes. */
    private record Committed(MemoryPages pages) implements Pages {
        @Override
        public byte @Nullable [] get(String key) {
            return pages.committed(key);
        }

        @Override
        public void put(String key, byte[] bytes) {
            throw new UnsupportedOperationException("a snapshot is only read");
        }

        @Override
        public void delete(String key) {
            throw new UnsupportedOperationException("a snapshot is only read");
        }
    }

    /** As the contract would read it at the beginning of a batch. */
    Cooperation state() {
        return Objects.requireNonNull(Cooperation.read(new Committed(pages), lane));
    }

    static boolean exists(MemoryPages pages, String lane) {
        return pages.committed(PageKeys.head(lane)) != null;
    }

    byte[] page(String key) {
        return Objects.requireNonNull(pages.committed(key), key);
    }

    Member member(String name) {
        return roster.all().stream()
                .filter(member -> member.name.equals(name))
                .findFirst()
                .orElseThrow();
    }

    Job job(long number) {
        return Objects.requireNonNull(jobs.get(number));
    }

    /** Page {@code page} of an open job, null when it has folded. */
    @Nullable TaskPage taskPage(Job job, int page) {
        return job.pages.get(page).folded == null
                ? TaskPage.read(page(PageKeys.tasks(lane, job.number, page)))
                : null;
    }

    Task task(long job, int number) {
        TaskPage page = taskPage(job(job), number / PageKeys.TASKS_PER_PAGE);
        return Objects.requireNonNull(page).at(number % PageKeys.TASKS_PER_PAGE);
    }

    /** The keys below a job's own. */
    List<String> keysBelow(long job) {
        return pages.all().keySet().stream()
                .filter(key -> key.startsWith(PageKeys.job(lane, job) + "/"))
                .toList();
    }
}
