package org.pcm.gateway.information.index;

import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.pcm.cooperation.assembly.Motion;
import org.pcm.cooperation.election.ElectionState;
import org.pcm.cooperation.event.Event;
import org.pcm.cooperation.event.Governed;
import org.pcm.cooperation.round.RoundState;
import org.pcm.cooperation.round.Terms;

/** The round of a cooperation, and what its members decide together, as the events tell it. */
final class GovernanceView {
    /** Elections remembered; older ones are told by the events alone. */
    private static final int MAX_ELECTIONS = 64;

    /** Terms before the members. */
    static final class ProposalView {
        final int by;
        final Terms terms;
        final TreeSet<Integer> agreed = new TreeSet<>();
        final TreeSet<Integer> declined = new TreeSet<>();

        ProposalView(int by, Terms terms) {
            this.by = by;
            this.terms = terms;
        }
    }

    /** An election, also one that is over. */
    static final class ElectionView {
        final String cause;
        final long until;
        final TreeMap<Integer, Integer> ballots = new TreeMap<>();
        ElectionState state = ElectionState.OPEN;
        String why = "";
        int coordinator = -1;

        ElectionView(String cause, long until) {
            this.cause = cause;
            this.until = until;
        }
    }

    /** Somebody who waits to be admitted. */
    static final class ApplicationView {
        final String name;
        final long until;
        final TreeMap<Integer, Boolean> votes = new TreeMap<>();

        ApplicationView(String name, long until) {
            this.name = name;
            this.until = until;
        }
    }

    long round = 1;
    RoundState state = RoundState.RUNNING;
    long since;
    long callUntil;
    String why = "";
    String roster = "";

    /** The proposal that the next round will follow; of a call, the one that joining agrees to. */
    long adopted;

    final TreeMap<Long, ProposalView> proposals = new TreeMap<>();
    final TreeMap<Motion, TreeSet<Integer>> motions = new TreeMap<>();
    final TreeMap<Long, ElectionView> elections = new TreeMap<>();
    final TreeMap<Integer, ApplicationView> applications = new TreeMap<>();

    void opened(Terms terms, long clock) {
        since = clock;
        state = terms.whole() ? RoundState.CALLED : RoundState.RUNNING;
    }

    void applied(Event.Applied e) {
        applications.put(e.member(), new ApplicationView(e.name(), e.until()));
    }

    void decided(int member) {
        applications.remove(member);
    }

    /**
     * @param coordinator who coordinates now: whose agreement decides what a call asks for
     */
    void apply(Governed event, long clock, int coordinator) {
        switch (event) {
            case Governed.CallOpened e -> {
                callUntil = e.until();
                adopted = 1;
            }
            case Governed.CallFailed e -> ends(RoundState.ENDED, e.why());
            case Governed.Proposed e -> proposed(e);
            case Governed.Agreed e -> agreed(e, coordinator);
            case Governed.Declined e -> declined(e);
            case Governed.Adopted e -> adopted = e.proposal();
            case Governed.RoundStarted e -> started(e, clock);
            case Governed.RoundEnding e -> ends(RoundState.DRAINING, e.why());
            case Governed.RoundEnded e -> ends(RoundState.ENDED, e.why());
            case Governed.EndTold e -> {}
            case Governed.Moved e -> moved(e);
            case Governed.MotionCarried e -> motions.remove(new Motion(e.motion(), e.about()));
            case Governed.ApplicantHeard e -> heard(e);
            case Governed.ElectionCalled e -> called(e);
            case Governed.VoteCast e -> election(e.election()).ballots.put(e.by(), e.candidate());
            case Governed.Elected e -> {
                election(e.election()).state = ElectionState.DECIDED;
                election(e.election()).coordinator = e.coordinator();
            }
            case Governed.ElectionFailed e -> {
                election(e.election()).state = ElectionState.FAILED;
                election(e.election()).why = e.why();
            }
            case Governed.ProxyAppointed e -> {}
            case Governed.ProxyRecalled e -> {}
        }
    }

    private void called(Governed.ElectionCalled e) {
        elections.put(e.election(), new ElectionView(e.cause().name(), e.until()));
        if (elections.size() > MAX_ELECTIONS) {
            elections.pollFirstEntry();
        }
    }

    private void ends(RoundState to, String reason) {
        state = to;
        why = reason;
    }

    /** A member has one proposal at a time, unless an older one stands. */
    private void proposed(Governed.Proposed e) {
        proposals.entrySet().removeIf(p -> p.getValue().by == e.by() && p.getKey() != adopted);
        proposals.put(e.proposal(), new ProposalView(e.by(), e.terms()));
    }

    private void agreed(Governed.Agreed e, int coordinator) {
        if (state == RoundState.CALLED) {
            proposals.values().forEach(other -> other.agreed.remove(e.by()));
            adopted = e.by() == coordinator ? e.proposal() : adopted;
        }
        ProposalView proposal = proposals.get(e.proposal());
        if (proposal != null) {
            proposal.agreed.add(e.by());
            proposal.declined.remove(e.by());
        }
    }

    private void declined(Governed.Declined e) {
        ProposalView proposal = proposals.get(e.proposal());
        if (proposal != null) {
            proposal.agreed.remove(e.by());
            proposal.declined.add(e.by());
        }
    }

    private void started(Governed.RoundStarted e, long clock) {
        round = e.round();
        state = RoundState.RUNNING;
        since = clock;
        roster = e.roster().toString();
        why = "";
        adopted = 0;
        callUntil = 0;
        proposals.clear();
        motions.clear();
    }

    private void moved(Governed.Moved e) {
        Motion motion = new Motion(e.motion(), e.about());
        TreeSet<Integer> supporters = motions.computeIfAbsent(motion, m -> new TreeSet<>());
        boolean changed = e.yes() ? supporters.add(e.by()) : supporters.remove(e.by());
        if (changed && supporters.isEmpty()) {
            motions.remove(motion);
        }
    }

    private void heard(Governed.ApplicantHeard e) {
        @Nullable ApplicationView applicant = applications.get(e.applicant());
        if (applicant != null) {
            applicant.votes.put(e.by(), e.yes());
        }
    }

    private ElectionView election(long number) {
        ElectionView election = elections.get(number);
        if (election == null) {
            throw new IllegalStateException("no election " + number);
        }
        return election;
    }
}
