package org.pcm.gateway.information.index;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.pcm.cooperation.page.PageKeys;
import org.pcm.cooperation.round.Terms;
import org.pcm.gateway.information.message.LaneHead;
import org.pcm.gateway.information.message.RunTimes;

/** One lane as the events tell it. */
final class LaneView {
    final String name;
    final BatchLog log = new BatchLog();
    final TreeMap<Long, JobView> jobs = new TreeMap<>();
    final TreeMap<Long, JobView> openJobs = new TreeMap<>(); // few among all that ever were
    final List<MemberView> members = new ArrayList<>();
    final Map<String, Integer> memberByName = new HashMap<>();
    final Map<String, Long> sequences = new HashMap<>(); // last used, by kid
    private final Reasons reasons = new Reasons();
    LaneHead head = LaneHead.NONE;
    long version;
    long clock;
    boolean closed;
    int coordinator;
    final GovernanceView governance = new GovernanceView();
    final PastRuns pastRuns = new PastRuns();
    @Nullable Terms terms;

    LaneView(String name) {
        this.name = name;
    }

    /** Whether the lane exists for its readers: somebody may have failed to open it. */
    boolean isOpened() {
        return terms != null || name.equals(PageKeys.REGISTRY);
    }

    Reasons reasons() {
        return reasons;
    }

    MemberView member(int number) {
        return members.get(number);
    }

    Optional<MemberView> member(String participant) {
        return Optional.ofNullable(memberByName.get(participant)).map(members::get);
    }

    /** How long tasks of a participant's jobs of this name ran lately. */
    List<RunTimes> pastRuns(String owner, String job) {
        return member(owner).map(member -> pastRuns.of(member.number, job)).orElse(List.of());
    }

    /** A job that is known to exist. */
    JobView job(long number) {
        JobView job = jobs.get(number);
        if (job == null) {
            throw new IllegalStateException(name + " has no job " + number);
        }
        return job;
    }

    /** Enters a member, or again one that had left. */
    void enter(MemberView member) {
        if (member.number < members.size()) {
            member.keep(members.get(member.number));
        }
        while (members.size() <= member.number) {
            members.add(member);
        }
        members.set(member.number, member);
        memberByName.put(member.name, member.number);
    }
}
