package org.pcm.cooperation.job;

import org.pcm.cooperation.event.Planned;
import org.pcm.cooperation.member.Member;
import org.pcm.cooperation.round.Cooperation;

/**
 * A refusal for want of capacity (ruling 5). It costs no weight only when the ledger too shows no
 * room for what was refused, which takes a pledge lowered in the same submission, before the
 * refusal; and then the pledge stays low for a while. Else anybody could refuse at will, and pledge
 * what it has not.
 */
public final class Capacity {
    private Capacity() {}

    /** Whether none of {@code tasks}, just given back, would find room with {@code member}. */
    static boolean isShort(Cooperation state, Job job, Member member, TaskSet tasks) {
        return state.terms().dispatch().coolDownMillis() > 0
                && tasks.stream()
                        .mapToObj(number -> job.kinds.get(state.unfolded(job, number).kind))
                        .distinct()
                        .noneMatch(kind -> kind.needs().fits(member.free()));
    }

    /** From now on {@code member} may not raise its pledge for a while. */
    static void coolsDown(Cooperation state, Member member) {
        long until = state.head().clock + state.terms().dispatch().coolDownMillis();
        if (until > member.extra.coolUntil()) {
            state.emit(new Planned.CoolingDown(member.number, until));
        }
    }
}
