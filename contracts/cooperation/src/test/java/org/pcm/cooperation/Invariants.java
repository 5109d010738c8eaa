package org.pcm.cooperation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.pcm.cooperation.assembly.Assembly;
import org.pcm.cooperation.job.Job;
import org.pcm.cooperation.job.JobState;
import org.pcm.cooperation.job.Kind;
import org.pcm.cooperation.job.PagePlace;
import org.pcm.cooperation.job.PageSummary;
import org.pcm.cooperation.job.Queued;
import org.pcm.cooperation.job.Task;
import org.pcm.cooperation.job.TaskPage;
import org.pcm.cooperation.job.TaskState;
import org.pcm.cooperation.member.Member;
import org.pcm.cooperation.member.MemberState;
import org.pcm.cooperation.member.Resources;
import org.pcm.cooperation.page.PageKeys;
import org.pcm.cooperation.round.DispatchMode;
import org.pcm.cooperation.round.Head;
import org.pcm.cooperation.round.Rounds;
import org.pcm.cooperation.round.Rules;

/** What must hold of every cooperation between any two batches. */
final class Invariants {
    private final Snapshot now;
    private final Chronicle told;

    /** A task that has not folded, and where it lies. */
    private record Place(Job job, int number, Task task) {
        Resources needs() {
            return job.kinds.get(task.kind).needs();
        }

        @Override
        public String toString() {
            return "task %d of job %d (%s)".formatted(number, job.number, task.state);
        }
    }

    private final List<Place> places;

    private Invariants(Snapshot now, Chronicle told) {
        this.now = now;
        this.told = told;
        this.places = places(now);
    }

    static void hold(MemoryPages pages, String lane, Chronicle told) {
        if (Snapshot.exists(pages, lane)) {
            Invariants all = new Invariants(new Snapshot(pages, lane, told.closed), told);
            all.used_equals_the_needs_of_the_tasks_held();
            all.offers_and_running_tasks_are_counted_right();
            all.weights_lie_within_their_bounds();
            all.page_summaries_match_the_pages();
            all.the_head_matches_jobs_and_roster();
            all.events_tell_the_same_as_pages();
            all.assignment_is_bounded();
            all.nothing_usable_is_idle();
            all.a_gang_starts_together();
            all.what_waits_for_others_is_not_begun();
            all.closed_jobs_leave_no_pages();
            all.encodings_are_canonical();
            all.now.jobs.values().stream()
                    .filter(job -> job.state != JobState.OPEN)
                    .forEach(job -> told.closed.add(job.number));
        }
    }

    private static List<Place> places(Snapshot now) {
        List<Place> places = new ArrayList<>();
        for (Job job : now.jobs.values()) {
            for (int i = 0; job.state == JobState.OPEN && i < job.pages.size(); i++) {
                TaskPage page = now.taskPage(job, i);
                for (int at = 0; page != null && at < page.size(); at++) {
                    places.add(new Place(job, i * PageKeys.TASKS_PER_PAGE + at, page.at(at)));
                }
            }
        }
        return places;
    }

    private void used_equals_the_needs_of_the_tasks_held() {
        Map<Integer, Resources> held = new TreeMap<>();
        for (Place place : places) {
            if (place.task.state.held()) {
                held.merge(place.task.holder, place.needs(), Resources::plus);
            }
        }
        for (Member member : now.roster.all()) {
            assertThat(member.used)
                    .as("used of %s", member.name)
                    .isEqualTo(held.getOrDefault(member.number, Resources.NONE));
        }
    }

    private void offers_and_running_tasks_are_counted_right() {
        for (Member member : now.roster.all()) {
            List<Place> held =
                    places.stream()
                            .filter(p -> p.task.state.held() && p.task.holder == member.number)
                            .toList();
            Map<PagePlace, Integer> offers =
                    held.stream()
                            .filter(p -> p.task.state == TaskState.OFFERED)
                            .collect(
                                    Collectors.groupingBy(
                                            p ->
                                                    new PagePlace(
                                                            p.job.number,
                                                            p.number / PageKeys.TASKS_PER_PAGE),
                                            TreeMap::new,
                                            Collectors.summingInt(p -> 1)));
            assertThat(member.offers).as("offers of %s", member.name).isEqualTo(offers);
            assertThat(member.running)
                    .as("running tasks of %s", member.name)
                    .isEqualTo(
                            (int)
                                    held.stream()
                                            .filter(p -> p.task.state != TaskState.OFFERED)
                                            .count());
        }
    }

    private void weights_lie_within_their_bounds() {
        for (Member member : now.roster.all()) {
            assertThat(member.weight.thousandths())
                    .as("weight of %s", member.name)
                    .isBetween(now.head.terms.weights().min(), now.head.terms.weights().max());
        }
    }

    private void page_summaries_match_the_pages() {
        for (Job job : now.jobs.values()) {
            for (int i = 0; i < job.pages.size(); i++) {
                PageSummary summary = job.pages.get(i);
                TaskPage page = now.taskPage(job, i);
                if (page == null) {
                    assertThat(List.of((long) summary.pending, summary.nextDue))
                            .as("page %d of job %d has folded", i, job.number)
                            .containsExactly(0L, 0L);
                } else {
                    assertThat(summary.pending).isEqualTo(count(page, TaskState.PENDING));
                    assertThat(summary.nextDue).isEqualTo(page.nextDue());
                    assertThat(page.allEnded() && job.filled(i))
                            .as("page %d of job %d should have folded", i, job.number)
                            .isFalse();
                }
            }
        }
    }

    private static int count(TaskPage page, TaskState state) {
        int count = 0;
        for (int i = 0; i < page.size(); i++) {
            count += page.at(i).state == state ? 1 : 0;
        }
        return count;
    }

    private void the_head_matches_jobs_and_roster() {
        TreeMap<Long, Head.OpenJob> open = new TreeMap<>();
        long due = Long.MAX_VALUE;
        for (Job job : now.jobs.values()) {
            if (job.state == JobState.OPEN) {
                Queued queued = now.head.rules >= Rules.WHOLE ? job.queued() : Queued.NONE;
                open.put(job.number, new Head.OpenJob(job.pending(), job.nextDue(), queued));
                due = job.nextDue() == 0 ? due : Math.min(due, job.nextDue());
                boolean opens = job.pending() > 0 && queued.pushFrom() > now.head.clock;
                due = opens ? Math.min(due, queued.pushFrom()) : due;
            }
        }
        for (Member member : now.roster.all()) {
            if (member.state == MemberState.ACTIVE && member.holdsTasks()) {
                due = Math.min(due, member.seenAt + now.head.terms.awayMillis());
            }
        }
        if (Rounds.nextDue(now.state()) > 0) {
            due = Math.min(due, Rounds.nextDue(now.state()));
        }
        assertThat(now.head.openJobs).as("open jobs").isEqualTo(open);
        assertThat(now.head.nextDue).as("next due").isEqualTo(due == Long.MAX_VALUE ? 0 : due);
        assertThat(now.head.members).as("members").isEqualTo(now.roster.size());
        assertThat(
                        now.head.unfinished
                                || now.head.nextDue == 0
                                || now.head.nextDue > now.head.clock)
                .as("what is due has fired or is flagged")
                .isTrue();
    }

    private void events_tell_the_same_as_pages() {
        assertThat(told.state).as("cooperation").isEqualTo(now.head.state);
        assertThat(told.round).as("round").isEqualTo(now.head.round.state);
        assertThat(told.coordinator).as("coordinator").isEqualTo(now.head.coordinator);
        assertThat(told.terms).as("terms").isEqualTo(now.head.terms);
        assertThat(told.members).as("members").hasSize(now.roster.size());
        for (Member member : now.roster.all()) {
            Chronicle.MemberTold other = Objects.requireNonNull(told.members.get(member.number));
            assertThat(List.of(other.state, other.pledge, other.used, other.weight))
                    .as(member.name)
                    .containsExactly(
                            member.state, member.pledge, member.used, member.weight.thousandths());
        }
        assertThat(told.jobs).as("jobs").hasSize(now.jobs.size() + told.closed.size());
        for (Job job : now.jobs.values()) {
            Chronicle.JobTold other = Objects.requireNonNull(told.jobs.get(job.number));
            assertThat(other.state).as("job %d", job.number).isEqualTo(job.state);
            assertThat(List.of(job.tasks, job.done, job.failed, job.cancelled))
                    .as("tasks of job %d", job.number)
                    .containsExactly(
                            other.tasks.size(),
                            (int) other.count(TaskState.DONE),
                            (int) other.count(TaskState.FAILED),
                            (int) other.count(TaskState.CANCELLED));
        }
        for (Place place : places) {
            Chronicle.TaskTold other =
                    Objects.requireNonNull(told.jobs.get(place.job.number)).tasks.get(place.number);
            if (other.state != place.task.state) {
                fail(place + " is told to be " + other.state);
            }
        }
    }

    private void assignment_is_bounded() {
        for (Place place : places) {
            if (place.task.offers > now.head.terms.offersMax()
                    || place.task.attempts > now.head.terms.attemptsMax()) {
                fail(place + " was offered or tried too often");
            }
        }
    }

    private void nothing_usable_is_idle() {
        if (now.head.unfinished || !now.head.round.works()) {
            return;
        }
        List<Member> idle =
                now.roster.all().stream()
                        .filter(m -> m.state == MemberState.ACTIVE && m.free().milliCpu() > 0)
                        .filter(m -> m.offers.size() < Member.MAX_PLACES)
                        .filter(m -> m.used.fits(m.pledge))
                        .toList();
        for (Place place : places) {
            if (place.task.state == TaskState.PENDING && isOffered(place.job)) {
                Kind kind = place.job.kinds.get(place.task.kind);
                for (Member member : idle) {
                    if (place.needs().fits(member.free())
                            && kind.place().admits(member)
                            && !place.task.excludes(member.number)) {
                        fail(member.name + " is idle while " + place + " waits");
                    }
                }
            }
        }
    }

    /** Gangs wait for room for all of them. */
    private boolean isOffered(Job job) {
        return now.head.terms.dispatch().mode() != DispatchMode.GRAB
                && now.head.backlog.isReady(job.number)
                && !job.traits.gang()
                && job.pushFrom <= now.head.clock;
    }

    private void a_gang_starts_together() {
        for (Job job : now.jobs.values()) {
            if (job.traits.gang()) {
                Set<TaskState> states =
                        places.stream()
                                .filter(place -> place.job == job)
                                .map(place -> place.task.state)
                                .collect(Collectors.toCollection(TreeSet::new));
                boolean hopes =
                        states.contains(TaskState.OFFERED) || states.contains(TaskState.READY);
                boolean runs = states.contains(TaskState.RUNNING);
                assertThat(
                                List.of(hopes, runs, states.contains(TaskState.PENDING)).stream()
                                        .filter(holds -> holds)
                                        .count())
                        .as("gang %d: %s", job.number, states)
                        .isLessThanOrEqualTo(1);
            }
        }
    }

    private void what_waits_for_others_is_not_begun() {
        for (Place place : places) {
            if (!now.head.backlog.isReady(place.job.number)) {
                assertThat(place.task.state)
                        .as("%s", place)
                        .isIn(TaskState.PENDING, TaskState.CANCELLED);
            }
        }
        assertThat(now.head.unfinished || now.head.backlog.doomed.isEmpty())
                .as("what is left of doomed jobs is flagged")
                .isTrue();
    }

    private void closed_jobs_leave_no_pages() {
        for (Job job : now.jobs.values()) {
            if (job.state != JobState.OPEN) {
                assertThat(now.keysBelow(job.number)).as("job %d", job.number).isEmpty();
            }
        }
    }

    private void encodings_are_canonical() {
        for (Job job : now.jobs.values()) {
            byte[] page = now.page(PageKeys.job(told.lane, job.number));
            assertThat(Job.read(page).write()).isEqualTo(page);
        }
        byte[] decided = now.state().assembly().write();
        assertThat(Assembly.read(decided).write()).isEqualTo(decided);
        byte[] head = now.page(PageKeys.head(told.lane));
        assertThat(Head.read(head).write()).isEqualTo(head);
    }
}
