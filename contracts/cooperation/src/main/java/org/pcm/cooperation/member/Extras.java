package org.pcm.cooperation.member;

import java.util.List;
import org.pcm.cooperation.event.Planned;
import org.pcm.cooperation.round.Cooperation;

/** What rules 2 note of a member besides what the first ones do. */
public final class Extras {
    private Extras() {}

    /** Whether {@code member} has never been offered anything here. */
    public static boolean isNew(Member member) {
        return member.served == 0;
    }

    /**
     * Somebody entered: it has what it registered with; a newcomer is on probation unless it was
     * there before the first job (ruling 4).
     */
    public static void entered(
            Cooperation state, Member member, List<String> capabilities, boolean isNew) {
        if (!state.terms().whole()) {
            return;
        }
        labelled(state, member, capabilities);
        if (!isNew) {
            return;
        }
        long work = state.terms().dispatch().probationWork();
        if (work > 0 && state.head().nextJob > 1 && member.tier.pledges()) {
            state.emit(new Planned.OnProbation(member.number, work));
        }
    }

    /** Notes what {@code member} says it has. */
    static void labelled(Cooperation state, Member member, List<String> labels) {
        List<String> sorted = labels.stream().distinct().sorted().toList();
        if (state.terms().whole() && !sorted.equals(member.extra.labels())) {
            state.emit(new Planned.Labelled(member.number, sorted));
        }
    }
}
