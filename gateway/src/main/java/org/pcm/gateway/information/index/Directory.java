package org.pcm.gateway.information.index;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.pcm.cooperation.json.Json;
import org.pcm.cooperation.page.PageKeys;
import org.pcm.cooperation.round.RoundState;

/** Registry, cooperations, members, jobs and tasks as JSON (docs/protocol.md §7). */
public final class Directory {
    private final View view;

    Directory(View view) {
        this.view = view;
    }

    private interface Writing<T> {
        void write(T item, JsonGenerator to) throws IOException;
    }

    private static <T> byte[] one(T item, Writing<T> writing) {
        return Json.write(to -> writing.write(item, to));
    }

    private static <T> byte[] all(Iterable<T> items, Writing<T> writing) {
        return Json.write(to -> {
            to.writeStartArray();
            for (T item : items) {
                writing.write(item, to);
            }
            to.writeEndArray();
        });
    }

    private void participant(Registry.Participant participant, JsonGenerator to)
            throws IOException {
        Reports.participant(view.find(PageKeys.REGISTRY).orElseThrow(), participant, to);
    }

    public byte[] participants() {
        return view.read(() -> all(view.registry.participants(), this::participant));
    }

    public Optional<byte[]> participant(String name) {
        return view.read(() -> view.registry.participant(name).map(p -> one(p, this::participant)));
    }

    public byte[] cooperations() {
        return cooperations(lane -> true);
    }

    /** The cooperations that are open and whose round is in this state. */
    public byte[] cooperations(RoundState state) {
        return cooperations(lane -> !lane.closed && lane.governance.state == state);
    }

    private byte[] cooperations(Predicate<LaneView> which) {
        return view.read(() ->
                all(
                        view.lanes.values().stream()
                                .filter(lane -> lane.terms != null && which.test(lane))
                                .toList(),
                        Reports::cooperation));
    }

    public Optional<byte[]> cooperation(String name) {
        return view.read(() -> find(name).map(lane -> one(lane, Reports::cooperation)));
    }

    private Optional<LaneView> find(String lane) {
        return view.find(lane).filter(LaneView::isOpened);
    }

    /** The round, and what is proposed and moved in it. */
    public Optional<byte[]> round(String cooperation) {
        return view.read(() -> find(cooperation).map(l -> one(l, GovernanceReports::round)));
    }

    /** All elections. */
    public Optional<byte[]> elections(String cooperation) {
        return view.read(() -> find(cooperation).map(l -> one(l, GovernanceReports::elections)));
    }

    /** Who waits to be admitted. */
    public Optional<byte[]> applications(String cooperation) {
        return view.read(() -> find(cooperation).map(l -> one(l, GovernanceReports::applications)));
    }

    public Optional<byte[]> members(String cooperation) {
        return view.read(() ->
                find(cooperation).map(lane -> all(lane.members, (m, to) -> member(lane, m, to))));
    }

    public Optional<byte[]> member(String cooperation, String name) {
        return view.read(() ->
                find(cooperation)
                        .flatMap(lane ->
                                lane.member(name)
                                        .map(m -> one(m, (item, to) -> member(lane, item, to)))));
    }

    private void member(LaneView lane, MemberView member, JsonGenerator to) throws IOException {
        Reports.member(lane, member, view.registry.participant(member.name).orElseThrow(), to);
    }

    /** At most {@code count} jobs with a number of at least {@code from}. */
    public Optional<byte[]> jobs(String cooperation, long from, int count) {
        return view.read(
                () -> find(cooperation).map(lane -> all(jobs(lane, from, count), Reports::job)));
    }

    private static List<JobView> jobs(LaneView lane, long from, int count) {
        return lane.jobs.tailMap(from, true).values().stream().limit(count).toList();
    }

    public Optional<byte[]> job(String cooperation, long job) {
        return view.read(() -> find(cooperation, job).map(found -> one(found, Reports::job)));
    }

    private Optional<JobView> find(String cooperation, long job) {
        return find(cooperation).map(lane -> lane.jobs.get(job));
    }

    /** At most {@code count} tasks from task {@code from} on. */
    public Optional<byte[]> tasks(String cooperation, long job, int from, int count) {
        return view.read(() -> find(cooperation, job).map(found -> tasks(found, from, count)));
    }

    private static byte[] tasks(JobView job, int from, int count) {
        return Json.write(to -> {
            to.writeStartArray();
            for (int task = from; task < job.tasks() && task - from < count; task++) {
                Reports.task(job, task, to);
            }
            to.writeEndArray();
        });
    }

    public Optional<byte[]> task(String cooperation, long job, int task) {
        return view.read(() ->
                find(cooperation, job)
                        .filter(found -> task >= 0 && task < found.tasks())
                        .map(found -> one(found, (j, to) -> Reports.task(j, task, to))));
    }
}
