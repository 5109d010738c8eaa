package org.pcm.cooperation.assembly;

import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.pcm.cooperation.page.PageReader;
import org.pcm.cooperation.page.PageWriter;

/**
 * What the members of a cooperation decide together: one page, read only by a batch in which
 * somebody decides or a deadline of theirs is due. Changed by the fold alone.
 */
public final class Assembly {
    public long nextProposal = 1;

    /** Terms under negotiation, by number. */
    public final TreeMap<Long, Proposal> proposals = new TreeMap<>();

    /** The proposal that the next round follows, 0 when none stands; of a call, the one called. */
    public long standing;

    /** Who supports which motion. */
    public final TreeMap<Motion, TreeSet<Integer>> motions = new TreeMap<>();

    /** Who waits to be admitted, by number. */
    public final TreeMap<Integer, Application> applications = new TreeMap<>();

    public long nextElection = 1;
    public @Nullable Election election;

    /** Whether it differs from what lies on the ledger. */
    public boolean dirty;

    /** The proposal of this number, null when there is none. */
    public @Nullable Proposal proposal(long number) {
        return proposals.get(number);
    }

    /** The standing proposal, null when none stands. */
    public @Nullable Proposal standing() {
        return proposals.get(standing);
    }

    /** Earliest deadline, 0 when there is none. */
    public long nextDue() {
        Election ballots = election;
        LongStream elections = ballots == null ? LongStream.empty() : LongStream.of(ballots.until);
        LongStream waiting = applications.values().stream().mapToLong(a -> a.until);
        return Stream.of(elections, waiting).flatMapToLong(s -> s).min().orElse(0);
    }

    public byte[] write() {
        PageWriter to = new PageWriter();
        to.number(nextProposal).number(proposals.size());
        proposals.values().forEach(proposal -> proposal.write(to));
        to.number(standing).number(motions.size());
        motions.forEach((motion, supporters) -> {
            to.constant(motion.subject()).number(motion.about());
            write(supporters, to);
        });
        to.number(applications.size());
        applications.forEach((member, application) -> {
            to.number(member);
            application.write(to);
        });
        Election ballots = election;
        to.number(nextElection).flag(ballots != null);
        if (ballots != null) {
            ballots.write(to);
        }
        return to.done();
    }

    /** Reads the page; where there is none, nothing has been decided yet. */
    public static Assembly read(byte @Nullable [] page) {
        Assembly assembly = new Assembly();
        if (page == null) {
            return assembly;
        }
        PageReader from = new PageReader(page);
        assembly.nextProposal = from.number();
        int proposals = from.count();
        for (int i = 0; i < proposals; i++) {
            Proposal proposal = Proposal.read(from);
            assembly.proposals.put(proposal.number, proposal);
        }
        assembly.standing = from.number();
        int motions = from.count();
        for (int i = 0; i < motions; i++) {
            Motion motion = new Motion(from.constant(Motion.Subject.class), from.count());
            TreeSet<Integer> supporters = new TreeSet<>();
            readInto(supporters, from);
            assembly.motions.put(motion, supporters);
        }
        int applications = from.count();
        for (int i = 0; i < applications; i++) {
            assembly.applications.put(from.count(), Application.read(from));
        }
        assembly.nextElection = from.number();
        assembly.election = from.flag() ? Election.read(from) : null;
        from.end();
        return assembly;
    }

    static void write(Set<Integer> members, PageWriter to) {
        to.number(members.size());
        members.forEach(to::number);
    }

    static void readInto(Set<Integer> members, PageReader from) {
        int count = from.count();
        for (int i = 0; i < count; i++) {
            members.add(from.count());
        }
    }
}
