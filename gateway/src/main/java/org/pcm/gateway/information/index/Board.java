package org.pcm.gateway.information.index;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.pcm.cooperation.job.JobState;
import org.pcm.cooperation.job.Kind;
import org.pcm.cooperation.job.TaskState;
import org.pcm.cooperation.json.Json;
import org.pcm.cooperation.member.MemberState;
import org.pcm.cooperation.round.DispatchMode;

/**
 * What waits to be grabbed (抢单, P8), as far as it suits the member who asks: what it could run if
 * it had nothing else to do. Each member is shown another part of a job first, so that not all
 * reach for the same tasks.
 */
public final class Board {
    /** Most tasks of one page. */
    public static final int PAGE_MAX = 128;

    private final View view;

    Board(View view) {
        this.view = view;
    }

    /**
     * Where a page begins.
     *
     * @param job the first job looked at
     * @param skip how many of its tasks were shown before
     */
    public record Place(long job, int skip) {
        /** The beginning of the board. */
        public static final Place START = new Place(0, 0);
    }

    private record Shown(JobView job, List<Integer> tasks) {}

    /** One page for a member, with all that the ledger says of the member's room; JSON. */
    public Optional<byte[]> page(String cooperation, String participant, Place from) {
        return view.read(() ->
                view.find(cooperation)
                        .filter(LaneView::isOpened)
                        .flatMap(lane -> lane.member(participant).map(m -> page(lane, m, from))));
    }

    private static byte[] page(LaneView lane, MemberView member, Place from) {
        List<Shown> shown = new ArrayList<>();
        Place next = isOpen(lane) && isActive(member) ? fill(lane, member, from, shown) : null;
        return Json.write(to -> {
            to.writeStartObject();
            to.writeNumberField("version", lane.version);
            to.writeStringField("mode", mode(lane).name());
            to.writeNumberField("weight", member.weight);
            member.pledge.write("pledge", to);
            member.used().write("used", to);
            to.writeArrayFieldStart("jobs");
            for (Shown each : shown) {
                write(lane, each, to);
            }
            to.writeEndArray();
            to.writeStringField("next", next == null ? "" : next.job() + "." + next.skip());
            to.writeEndObject();
        });
    }

    /** Fills a page; says where the next one begins, null where there is none. */
    private static @Nullable Place fill(
            LaneView lane, MemberView member, Place from, List<Shown> shown) {
        int room = PAGE_MAX;
        for (JobView job : lane.openJobs.tailMap(from.job(), true).values()) {
            if (!isWaiting(lane, job)) {
                continue;
            }
            int skip = job.number == from.job() ? from.skip() : 0;
            BitSet kinds = suiting(member, job);
            if (kinds.isEmpty()) {
                continue;
            }
            List<Integer> all = suiting(job, kinds);
            List<Integer> tasks = part(all, member.number, lane.members.size(), skip, room);
            if (!tasks.isEmpty()) {
                shown.add(new Shown(job, tasks));
            }
            room -= tasks.size();
            if (skip + tasks.size() < all.size()) {
                return new Place(job.number, skip + tasks.size());
            }
        }
        return null;
    }

    private static BitSet suiting(MemberView member, JobView job) {
        BitSet kinds = new BitSet();
        IntStream.range(0, job.kinds.size())
                .filter(kind -> suits(member, job.kinds.get(kind)))
                .forEach(kinds::set);
        return kinds;
    }

    private static List<Integer> suiting(JobView job, BitSet kinds) {
        return IntStream.range(0, job.tasks())
                .filter(task -> job.state(task) == TaskState.PENDING && kinds.get(job.kind(task)))
                .boxed()
                .toList();
    }

    /** Of tasks in a ring that begins at the member's own place, those after {@code skip}. */
    private static List<Integer> part(
            List<Integer> all, int member, int members, int skip, int most) {
        int start = (int) ((long) all.size() * member / members);
        return IntStream.range(skip, Math.min(all.size(), skip + most))
                .mapToObj(i -> all.get((start + i) % all.size()))
                .toList();
    }

    private static void write(LaneView lane, Shown shown, JsonGenerator to) throws IOException {
        JobView job = shown.job();
        to.writeStartObject();
        to.writeNumberField("job", job.number);
        to.writeStringField("owner", lane.member(job.owner).name);
        to.writeArrayFieldStart("kinds");
        for (Kind kind : job.kinds) {
            kind.write(to);
        }
        to.writeEndArray();
        to.writeArrayFieldStart("tasks");
        for (int task : shown.tasks()) {
            to.writeStartObject();
            to.writeNumberField("task", task);
            to.writeNumberField("kind", job.kind(task));
            to.writeStringField("spec", HexFormat.of().formatHex(job.spec(task)));
            to.writeEndObject();
        }
        to.writeEndArray();
        to.writeEndObject();
    }

    private static DispatchMode mode(LaneView lane) {
        return lane.terms == null ? DispatchMode.PUSH : lane.terms.dispatch().mode();
    }

    /** Whether members may grab here. */
    static boolean isOpen(LaneView lane) {
        return mode(lane) != DispatchMode.PUSH && !lane.closed;
    }

    /** Whether waiting tasks of the job may be grabbed. */
    private static boolean isWaiting(LaneView lane, JobView job) {
        return job.state() == JobState.OPEN
                && job.count(TaskState.PENDING) > 0
                && !job.traits.gang()
                && job.traits.after().stream().allMatch(number -> isDone(lane, number));
    }

    private static boolean isDone(LaneView lane, long number) {
        JobView job = lane.jobs.get(number);
        return job != null && job.state() == JobState.DONE;
    }

    private static boolean isActive(MemberView member) {
        return member.state == MemberState.ACTIVE;
    }

    /** Whether a member could run such a task, had it nothing else to do. */
    private static boolean suits(MemberView member, Kind kind) {
        List<?> tiers = kind.place().tiers();
        return kind.needs().fits(member.pledge)
                && (tiers.isEmpty() || tiers.contains(member.tier))
                && member.labels.containsAll(kind.place().labels());
    }

    /** Whether a member may grab a task, and so has to know what it is. */
    static boolean isFor(JobView job, int task, String participant) {
        LaneView lane = job.lane;
        return isOpen(lane)
                && isWaiting(lane, job)
                && job.state(task) == TaskState.PENDING
                && lane.member(participant)
                        .filter(Board::isActive)
                        .filter(member -> suits(member, job.kinds.get(job.kind(task))))
                        .isPresent();
    }
}
