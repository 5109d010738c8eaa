package org.pcm.cooperation.round;

import java.util.TreeSet;
import org.pcm.cooperation.assembly.Application;
import org.pcm.cooperation.assembly.Assembly;
import org.pcm.cooperation.assembly.Election;
import org.pcm.cooperation.assembly.Motion;
import org.pcm.cooperation.assembly.Proposal;
import org.pcm.cooperation.election.ElectionState;
import org.pcm.cooperation.event.Event;
import org.pcm.cooperation.event.Governed;

/** What events do to the round and to the assembly. */
final class GovernFold {
    private final Cooperation state;

    GovernFold(Cooperation state) {
        this.state = state;
    }

    private Assembly assembly() {
        Assembly assembly = state.assembly();
        assembly.dirty = true;
        return assembly;
    }

    private Round round() {
        return state.head().round;
    }

    void opened(Event.Opened e) {
        state.head().rules = e.terms().rules();
        if (e.terms().whole()) {
            round().state = RoundState.CALLED;
            round().since = state.head().clock;
        }
    }

    void apply(Governed event) {
        switch (event) {
            case Governed.CallOpened e -> assembly().standing = 1;
            case Governed.CallFailed e -> moveRound(e);
            case Governed.Proposed e -> proposed(e);
            case Governed.Agreed e -> agreed(e);
            case Governed.Declined e -> declined(e);
            case Governed.Adopted e -> assembly().standing = e.proposal();
            case Governed.RoundStarted e -> roundStarted(e);
            case Governed.RoundEnding e -> moveRound(e);
            case Governed.RoundEnded e -> moveRound(e);
            case Governed.EndTold e -> round().told = true;
            case Governed.Moved e -> moved(e);
            case Governed.MotionCarried e -> carried(e);
            case Governed.ApplicantHeard e -> heard(e);
            case Governed.ElectionCalled e -> {
                assembly().election = new Election(e.election(), e.cause(), e.until());
                assembly().nextElection = e.election() + 1;
                round().electing = true;
            }
            case Governed.VoteCast e -> voteCast(e);
            case Governed.Elected e -> {
                electionOver(e);
                state.head().coordinator = e.coordinator();
                round().termRounds = 1;
                round().noProxy();
            }
            case Governed.ElectionFailed e -> {
                electionOver(e);
                round().termRounds = 1;
            }
            case Governed.ProxyAppointed e -> {
                round().principal = e.principal();
                state.head().coordinator = e.coordinator();
            }
            case Governed.ProxyRecalled e -> {
                round().noProxy();
                state.head().coordinator = e.coordinator();
            }
        }
    }

    private void moveRound(Governed e) {
        round().state = RoundState.LIFE.next(round().state, e);
    }

    private void proposed(Governed.Proposed e) {
        Assembly assembly = assembly();
        if (assembly.standing != e.proposal()) {
            assembly.proposals
                    .values()
                    .removeIf(old -> old.proposer == e.by() && old.number != assembly.standing);
        }
        assembly.proposals.put(e.proposal(), new Proposal(e.proposal(), e.by(), e.terms()));
        assembly.nextProposal = e.proposal() + 1;
    }

    /** While the first round is called, one can agree to one proposal only. */
    private void agreed(Governed.Agreed e) {
        Assembly assembly = assembly();
        if (round().state == RoundState.CALLED) {
            assembly.proposals.values().forEach(other -> other.agreed.remove(e.by()));
            if (e.by() == state.head().coordinator) {
                assembly.standing = e.proposal();
            }
        }
        Proposal proposal = assembly.proposal(e.proposal());
        if (proposal != null) {
            proposal.agreed.add(e.by());
            proposal.declined.remove(e.by());
        }
    }

    private void declined(Governed.Declined e) {
        Proposal proposal = assembly().proposal(e.proposal());
        if (proposal != null) {
            proposal.agreed.remove(e.by());
            proposal.declined.add(e.by());
        }
    }

    private void roundStarted(Governed.RoundStarted e) {
        Head head = state.head();
        moveRound(e);
        head.terms = e.terms();
        head.rules = e.terms().rules();
        Round round = round();
        round.number = e.round();
        round.since = head.clock;
        round.termSince = round.termRounds == 0 ? head.clock : round.termSince;
        round.termRounds++;
        round.jobs = 0;
        round.tasks = 0;
        round.voted = false;
        round.told = false;
        Assembly assembly = assembly();
        assembly.proposals.clear();
        assembly.motions.clear();
        assembly.standing = 0;
    }

    private void moved(Governed.Moved e) {
        Motion motion = new Motion(e.motion(), e.about());
        TreeSet<Integer> supporters =
                assembly().motions.computeIfAbsent(motion, m -> new TreeSet<>());
        if (e.yes()) {
            supporters.add(e.by());
        } else {
            supporters.remove(e.by());
        }
        if (supporters.isEmpty()) {
            assembly().motions.remove(motion);
        }
    }

    private void carried(Governed.MotionCarried e) {
        assembly().motions.remove(new Motion(e.motion(), e.about()));
        if (e.motion() == Motion.Subject.endRound) {
            round().voted = true;
        }
    }

    private void heard(Governed.ApplicantHeard e) {
        Application application = assembly().applications.get(e.applicant());
        if (application != null) {
            application.votes.put(e.by(), e.yes());
        }
    }

    /** Somebody waits to be admitted. */
    void applied(Event.Applied e) {
        assembly()
                .applications
                .put(e.member(), new Application(e.organisation(), e.labels(), e.until()));
    }

    /** An applicant waits no more. */
    void decided(int applicant) {
        assembly().applications.remove(applicant);
    }

    private void voteCast(Governed.VoteCast e) {
        Election election = assembly().election;
        if (election != null) {
            election.ballots.put(e.by(), e.candidate());
        }
    }

    /** Decided or failed, it is kept by nobody but the readers of the ledger. */
    private void electionOver(Governed e) {
        if (ElectionState.LIFE.next(ElectionState.OPEN, e) != ElectionState.OPEN) {
            assembly().election = null;
        }
        round().electing = false;
        round().termSince = state.head().clock;
    }

    /** Counts what came and what ended in the round. */
    void counted(int jobs, int tasks) {
        round().jobs += jobs;
        round().tasks += tasks;
    }

    /** Who has left is nobody's principal. */
    void left(int member) {
        if (round().principal == member) {
            round().noProxy();
        }
    }

    /** Notes when the assembly's next deadline is. */
    void assemblyKept() {
        Assembly known = state.assemblyIfRead();
        if (known != null && known.dirty) {
            round().assemblyDue = known.nextDue();
        }
    }
}
