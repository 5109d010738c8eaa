package org.pcm.cooperation.job;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.pcm.cooperation.json.Json;
import org.pcm.cooperation.member.Member;
import org.pcm.cooperation.member.MemberState;
import org.pcm.cooperation.round.Cooperation;
import org.pcm.cooperation.round.DispatchMode;

/**
 * Why a task is where it is: the plan that dispatch follows, told for one task (B5). It looks at
 * the same state with the same rules as dispatch does, and changes nothing.
 *
 * @param why one sentence about the task
 * @param members what holds of each member, in the order of their numbers
 */
public record Explanation(long job, int task, String why, List<OfMember> members) {
    /**
     * What holds of one member.
     *
     * @param standing weight × pledge, in thousandths of a thousandth of a core
     * @param served virtual time of the work it was offered: the least comes first
     */
    public record OfMember(int member, String name, Standing is, long standing, long served) {}

    /** Explains task {@code number}, null when there is none, or its page has folded. */
    public static @Nullable Explanation of(Cooperation state, long jobNumber, int number) {
        Job job = state.job(jobNumber);
        if (job == null || job.state != JobState.OPEN || number < 0 || number >= job.tasks) {
            return null;
        }
        Task task = state.task(job, number);
        if (task == null) {
            return null;
        }
        Kind kind = job.kinds.get(task.kind);
        Sharing sharing = new Sharing(state);
        List<OfMember> members =
                state.roster().all().stream()
                        .filter(member -> member.state != MemberState.LEFT)
                        .map(member -> of(sharing, member, task, kind))
                        .toList();
        return new Explanation(jobNumber, number, why(state, job, task, members), members);
    }

    private static OfMember of(Sharing sharing, Member member, Task task, Kind kind) {
        return new OfMember(
                member.number,
                member.name,
                is(sharing, member, task, kind),
                sharing.standing(member),
                member.served);
    }

    private static Standing is(Sharing sharing, Member member, Task task, Kind kind) {
        if (task.state.held() && task.holder == member.number) {
            return Standing.holds;
        }
        if (member.state != MemberState.ACTIVE) {
            return Standing.inactive;
        }
        if (!kind.place().admits(member)) {
            return Standing.elsewhere;
        }
        if (!kind.needs().fits(member.pledge)) {
            return Standing.small;
        }
        if (!sharing.mayHave(member, task, kind)) {
            return task.isDeclinedBy(member.number) ? Standing.declined : Standing.gaveBack;
        }
        if (!member.used.fits(member.pledge)) {
            return Standing.lowered;
        }
        if (!kind.needs().fits(member.free())) {
            return Standing.full;
        }
        return Sharing.mayBeOffered(member) ? Standing.may : Standing.unanswered;
    }

    private static String why(Cooperation state, Job job, Task task, List<OfMember> members) {
        return switch (task.state) {
            case DONE, FAILED, CANCELLED -> "it has ended as " + task.state;
            case OFFERED -> "it was offered to the member that was served least of those with room";
            case READY -> "its holder is ready, and waits for the rest of its gang";
            case RUNNING -> "it runs";
            case CANCELLING -> "it runs, and was told to stop";
            case PENDING -> whyItWaits(state, job, members);
        };
    }

    private static String whyItWaits(Cooperation state, Job job, List<OfMember> members) {
        Backlog backlog = state.head().backlog;
        if (!backlog.isReady(job.number)) {
            return backlog.doomed.contains(job.number)
                    ? "a job that it waited for was not done: it is being cancelled"
                    : "its job waits for jobs " + backlog.waits.get(job.number);
        }
        if (state.terms().dispatch().mode() == DispatchMode.GRAB && !job.traits.gang()) {
            return "members grab tasks here, and nobody has grabbed it";
        }
        if (job.pushFrom > state.head().clock) {
            return "members may grab it before it is offered";
        }
        if (job.traits.gang()) {
            return "there is no room for all of its gang at once";
        }
        if (members.stream().anyMatch(member -> member.is == Standing.may)) {
            return "the next pass of dispatch goes on";
        }
        return members.stream().anyMatch(member -> member.is == Standing.full)
                ? "all who could run it are full"
                : "nobody here can run it";
    }

    public byte[] toJson() {
        return Json.write(this::write);
    }

    private void write(JsonGenerator to) throws IOException {
        to.writeStartObject();
        to.writeNumberField("job", job);
        to.writeNumberField("task", task);
        to.writeStringField("why", why);
        to.writeArrayFieldStart("members");
        for (OfMember member : members) {
            to.writeStartObject();
            to.writeNumberField("member", member.member);
            to.writeStringField("name", member.name);
            to.writeStringField("is", member.is.name());
            to.writeStringField("why", member.is.sentence());
            to.writeNumberField("standing", member.standing);
            to.writeNumberField("served", member.served);
            to.writeEndObject();
        }
        to.writeEndArray();
        to.writeEndObject();
    }
}
