package org.pcm.cooperation.round;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.pcm.cooperation.Registry;
import org.pcm.cooperation.assembly.Assembly;
import org.pcm.cooperation.event.Event;
import org.pcm.cooperation.job.Digests;
import org.pcm.cooperation.job.Following;
import org.pcm.cooperation.job.Job;
import org.pcm.cooperation.job.JobState;
import org.pcm.cooperation.job.PagePlace;
import org.pcm.cooperation.job.PageSummary;
import org.pcm.cooperation.job.Queued;
import org.pcm.cooperation.job.Task;
import org.pcm.cooperation.job.TaskPage;
import org.pcm.cooperation.member.Participant;
import org.pcm.cooperation.member.Roster;
import org.pcm.cooperation.page.PageKeys;
import org.pcm.cooperation.page.Pages;

/**
 * One cooperation's state during one batch: read from its pages as needed, changed by the {@link
 * Fold} alone, written back once. Deciding reads it and calls {@link #emit}.
 */
public final class Cooperation {
    private final String name;
    private final Pages pages;
    private final Head head;
    private final Roster roster;
    private final TreeMap<Long, Job> jobs = new TreeMap<>();
    private final TreeMap<PagePlace, TaskPage> taskPages = new TreeMap<>();
    private final Map<PagePlace, Digests> specs = new HashMap<>();
    private final TreeMap<PagePlace, Digests> newSpecs = new TreeMap<>();
    private final List<Event> events = new ArrayList<>();
    private final Fold fold = new Fold(this);
    private @Nullable Assembly assembly;

    private Cooperation(String name, Pages pages, Head head, Roster roster) {
        this.name = name;
        this.pages = pages;
        this.head = head;
        this.roster = roster;
    }

    /** The cooperation {@code name}, null when nobody has opened it. */
    public static @Nullable Cooperation read(Pages pages, String name) {
        byte[] bytes = pages.get(PageKeys.head(name));
        if (bytes == null) {
            return null;
        }
        Head head = Head.read(bytes);
        return new Cooperation(name, pages, head, Roster.read(pages, name, head.members));
    }

    /** A cooperation that is about to be opened. */
    public static Cooperation unopened(Pages pages, String name) {
        return new Cooperation(name, pages, new Head(), Roster.read(pages, name, 0));
    }

    public String name() {
        return name;
    }

    public Head head() {
        return head;
    }

    public Terms terms() {
        return head.terms;
    }

    public Roster roster() {
        return roster;
    }

    /** What the members decide together; read when first asked for. */
    public Assembly assembly() {
        Assembly known = assembly;
        if (known == null) {
            known = Assembly.read(pages.get(PageKeys.assembly(name)));
            assembly = known;
        }
        return known;
    }

    /** The assembly, null when nobody has asked for it in this batch. */
    @Nullable Assembly assemblyIfRead() {
        return assembly;
    }

    /** What the registry says of a participant now, null when it does not know it. */
    public @Nullable Participant registered(String participant) {
        return Registry.participant(pages, participant);
    }

    /** Version of the batch under way: the one that this batch's events will carry. */
    public long batchVersion() {
        return head.version + 1;
    }

    /** What happened in this batch so far. */
    public List<Event> events() {
        return events;
    }

    /** Records that {@code event} happened and folds it into the state. */
    public void emit(Event.OfCooperation event) {
        events.add(event);
        fold.apply(event);
    }

    public Fold fold() {
        return fold;
    }

    /** The job, null when there is none of this number. */
    public @Nullable Job job(long number) {
        Job known = jobs.get(number);
        if (known != null || number >= head.nextJob) {
            return known;
        }
        byte[] bytes = pages.get(PageKeys.job(name, number));
        if (bytes == null) {
            throw new IllegalStateException("no page of job " + number);
        }
        Job job = Job.read(bytes);
        jobs.put(number, job);
        return job;
    }

    /** A job that is known to exist. */
    public Job existingJob(long number) {
        Job job = job(number);
        if (job == null) {
            throw new IllegalStateException("no job " + number);
        }
        return job;
    }

    void add(Job job) {
        jobs.put(job.number, job);
    }

    /** Page {@code page} of an open job; it must not have folded. */
    public TaskPage taskPage(Job job, int page) {
        return taskPages.computeIfAbsent(
                new PagePlace(job.number, page), ref -> readTaskPage(job, page));
    }

    private TaskPage readTaskPage(Job job, int page) {
        String key = PageKeys.tasks(name, job.number, page);
        byte[] bytes = pages.get(key);
        if (bytes == null) {
            throw new IllegalStateException("no page " + key);
        }
        return TaskPage.read(bytes);
    }

    void addTaskPage(Job job, int page) {
        taskPages.put(new PagePlace(job.number, page), TaskPage.empty());
    }

    /** The task, null when its page has folded: then it has ended. */
    public @Nullable Task task(Job job, int number) {
        int page = number / PageKeys.TASKS_PER_PAGE;
        return job.pages.get(page).folded != null
                ? null
                : taskPage(job, page).at(number % PageKeys.TASKS_PER_PAGE);
    }

    /** A task whose page is known not to have folded. */
    public Task unfolded(Job job, int number) {
        return taskPage(job, number / PageKeys.TASKS_PER_PAGE).at(number % PageKeys.TASKS_PER_PAGE);
    }

    /** Specification digests of a page of an open job. */
    public Digests specs(Job job, int page) {
        PagePlace ref = new PagePlace(job.number, page);
        Digests added = newSpecs.get(ref);
        return added != null ? added : specs.computeIfAbsent(ref, r -> readSpecs(job, page));
    }

    private Digests readSpecs(Job job, int page) {
        String key = PageKeys.specs(name, job.number, page);
        byte[] bytes = pages.get(key);
        if (bytes == null) {
            throw new IllegalStateException("no page " + key);
        }
        return Digests.of(bytes);
    }

    void setSpecs(Job job, int page, Digests digests) {
        newSpecs.put(new PagePlace(job.number, page), digests);
    }

    /** Folds pages whose tasks have all ended, and closes jobs that are complete. */
    public void closeWhatEnded() {
        for (Map.Entry<PagePlace, TaskPage> entry : taskPages.entrySet()) {
            Job job = existingJob(entry.getKey().job());
            int page = entry.getKey().page();
            if (entry.getValue().dirty && job.filled(page) && entry.getValue().allEnded()) {
                fold.foldPage(job, page, entry.getValue());
            }
        }
        for (Job job : List.copyOf(jobs.values())) {
            if (job.state == JobState.OPEN && job.dirty && job.complete()) {
                emit(Closing.of(job));
                Following.closed(this, job);
            }
        }
    }

    /** Writes every page that changed, the head always, each once. */
    public void write() {
        taskPages.forEach((ref, page) -> writeTaskPage(ref, page));
        newSpecs.forEach((ref, digests) -> {
            if (existingJob(ref.job()).pages.get(ref.page()).folded == null) {
                pages.put(PageKeys.specs(name, ref.job(), ref.page()), digests.bytes());
            }
        });
        jobs.values().stream()
                .filter(job -> job.dirty)
                .forEach(job -> pages.put(PageKeys.job(name, job.number), job.write()));
        roster.write(pages);
        Assembly decided = assembly;
        if (decided != null && decided.dirty) {
            pages.put(PageKeys.assembly(name), decided.write());
        }
        pages.put(PageKeys.head(name), head.write());
    }

    private void writeTaskPage(PagePlace ref, TaskPage page) {
        PageSummary summary = existingJob(ref.job()).pages.get(ref.page());
        if (summary.folded != null) {
            pages.delete(PageKeys.tasks(name, ref.job(), ref.page()));
            pages.delete(PageKeys.specs(name, ref.job(), ref.page()));
        } else if (page.dirty) {
            pages.put(PageKeys.tasks(name, ref.job(), ref.page()), page.write());
        }
    }

    private Queued queued(Job job) {
        return head.rules >= Rules.WHOLE ? job.queued() : Queued.NONE;
    }

    /** Brings the summaries of jobs and head up to date with the pages that changed. */
    public void summarise() {
        taskPages.forEach((ref, page) -> {
            Job job = existingJob(ref.job());
            PageSummary summary = job.pages.get(ref.page());
            if (page.dirty && summary.folded == null) {
                summary.describe(page);
            }
        });
        jobs.values().stream()
                .filter(job -> job.dirty && job.state == JobState.OPEN)
                .forEach(job ->
                        head.openJobs.put(
                                job.number,
                                new Head.OpenJob(job.pending(), job.nextDue(), queued(job))));
    }
}
