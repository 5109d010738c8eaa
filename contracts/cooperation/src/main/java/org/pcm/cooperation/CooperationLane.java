package org.pcm.cooperation;

import java.util.List;
import org.pcm.cooperation.admission.Admission;
import org.pcm.cooperation.election.Elections;
import org.pcm.cooperation.event.Event;
import org.pcm.cooperation.event.EventBatch;
import org.pcm.cooperation.job.Dispatch;
import org.pcm.cooperation.member.Founding;
import org.pcm.cooperation.member.Membership;
import org.pcm.cooperation.page.Pages;
import org.pcm.cooperation.page.ReadOnce;
import org.pcm.cooperation.round.Cooperation;
import org.pcm.cooperation.round.CooperationState;
import org.pcm.cooperation.round.Head;
import org.pcm.cooperation.round.Rounds;
import org.pcm.cooperation.round.Timers;
import org.pcm.cooperation.submission.BatchResult;
import org.pcm.cooperation.submission.Door;
import org.pcm.cooperation.submission.Outcome;
import org.pcm.cooperation.submission.SignatureCheck;

/**
 * One batch in the lane of a cooperation: the clock moves, what is due fires, submissions are
 * heard, what ended is closed, what waits is dispatched, every page that changed is written once.
 */
final class CooperationLane {
    private final Pages pages;
    private final Founding founding;
    private final SignatureCheck signatures;

    CooperationLane(Pages pages, Founding founding, SignatureCheck signatures) {
        this.pages = new ReadOnce(pages);
        this.founding = founding;
        this.signatures = signatures;
    }

    BatchEffect submit(Batch batch) {
        Cooperation known = Cooperation.read(pages, batch.lane());
        boolean moreDue = known != null && begin(known, batch.timestampMillis());
        Hearing hearing = new Hearing(pages, founding, signatures, batch, known);
        byte[] chain = known == null ? new Head().chain : known.head().chain;
        List<Outcome> outcomes = Door.each(batch.submissions(), chain, hearing::hear);
        Cooperation state = hearing.state();
        if (state == null) {
            return effect(batch.lane(), 0, batch.timestampMillis(), outcomes, List.of());
        }
        end(state, moreDue);
        Head head = state.head();
        return effect(batch.lane(), head.version, head.clock, outcomes, state.events());
    }

    private static boolean begin(Cooperation state, long timestampMillis) {
        state.fold().clockMoved(timestampMillis);
        boolean moreDue = Timers.fire(state);
        if (state.terms().whole() && state.head().state == CooperationState.OPEN) {
            Rounds.fire(state);
            Elections.fire(state);
            Admission.fire(state);
        }
        return moreDue;
    }

    private static void end(Cooperation state, boolean moreDue) {
        Membership.finishLeaving(state);
        state.closeWhatEnded();
        if (govern(state)) {
            Membership.finishLeaving(state);
            state.closeWhatEnded();
        }
        state.summarise();
        if (state.head().round.works()) {
            Dispatch.run(state);
            state.summarise();
        }
        state.fold().assemblyKept();
        state.fold().batchEnded(moreDue, Timers.next(state));
        state.write();
    }

    /**
     * Elections that are decided, rounds whose end has come, and elections that new terms or a
     * proxy made due; whether anything happened.
     */
    private static boolean govern(Cooperation state) {
        int before = state.events().size();
        Elections.settle(state);
        Rounds.settle(state);
        if (state.terms().whole()) {
            Elections.callDue(state);
        }
        return state.events().size() > before;
    }

    private static BatchEffect effect(
            String lane, long version, long clock, List<Outcome> outcomes, List<Event> events) {
        return new BatchEffect(
                new BatchResult(version, clock, outcomes),
                new EventBatch(lane, version, clock, events));
    }
}
