package org.pcm.cooperation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.pcm.cooperation.job.JobState;
import org.pcm.cooperation.member.MemberState;
import org.pcm.cooperation.member.Resources;
import org.pcm.cooperation.member.Tier;
import org.pcm.cooperation.page.PageKeys;
import org.pcm.cooperation.round.CooperationState;
import org.pcm.cooperation.round.DispatchMode;
import org.pcm.cooperation.round.DispatchTerms;
import org.pcm.cooperation.round.Terms;
import org.pcm.cooperation.round.WeightTerms;
import org.pcm.cooperation.submission.Command;

/**
 * A cooperation of many members over a bad network, all of it decided by one seed: submissions come
 * late, twice, out of order, damaged or not at all; members lie, leave, come back, fall silent;
 * time stands still, creeps and jumps. After every batch the {@link Invariants} must hold; at the
 * end every task has ended and a replay gives the same bytes. To look at a seed that fails, run
 * {@code new Simulation(seed).toTheEnd()}.
 */
final class Simulation {
    static final String LANE = "sim";

    private static final List<Tier> PLEDGING =
            List.of(Tier.HPC, Tier.PUBLIC, Tier.EDGE, Tier.MICRO);

    /** A submission under way. */
    @SuppressWarnings("ArrayRecordComponent") // handed on, never compared
    private record Letter(SimulatedMember sender, byte[] bytes) {}

    final Ledger ledger;
    private final Random random;
    private final List<SimulatedMember> people = new ArrayList<>();
    private final List<Letter> wire = new ArrayList<>();
    private final Mischief mischief;
    private final boolean brief;

    Simulation(long seed) {
        this(seed, false);
    }

    /** A brief one has less of everything, so that thousands fit into a minute. */
    static Simulation brief(long seed) {
        return new Simulation(seed, true);
    }

    private Simulation(long seed, boolean brief) {
        this.brief = brief;
        this.random = new Random(seed);
        this.ledger = Ledger.sealed(seed);
        this.mischief = new Mischief(random);
        people.add(member("coordinator", tier()));
        int members = 2 + random.nextInt(brief ? 5 : 9);
        for (int i = 0; i < members; i++) {
            Tier tier = i == 0 ? Tier.CONSUMER : PLEDGING.get(random.nextInt(PLEDGING.size()));
            people.add(member("member-" + i, tier));
        }
        Person coordinator = people.get(0).person;
        Resources pledge = people.get(0).somePledge();
        ledger.submit(LANE, coordinator.says(LANE, new Command.Open(terms(), pledge)).signed());
    }

    private SimulatedMember member(String name, Tier tier) {
        return new SimulatedMember(ledger.registered(name, tier), random, brief ? 14 : 300);
    }

    private Tier tier() {
        return random.nextBoolean() ? Tier.OPERATOR : Tier.PUBLIC;
    }

    private Terms terms() {
        WeightTerms weights =
                random.nextInt(4) == 0
                        ? new WeightTerms(990, 1_010, 7, 7, 9, 7, 7)
                        : WeightTerms.DEFAULT;
        Terms terms =
                Terms.DEFAULT
                        .withOfferMillis(10_000 + random.nextInt(50_000))
                        .withAwayMillis(10_000 + random.nextInt(80_000))
                        .withGraceMillis(10_000 + random.nextInt(20_000))
                        .withAttemptsMax(1 + random.nextInt(3))
                        .withOffersMax(1 + random.nextInt(6))
                        .withRunMax(1 + random.nextInt(128))
                        .withRosterMax(3 + random.nextInt(10))
                        .withWeights(weights)
                        .withDispatch(dispatchTerms());
        return random.nextInt(5) == 0 ? terms.underFirstRules() : terms;
    }

    private DispatchTerms dispatchTerms() {
        DispatchMode[] modes = DispatchMode.values();
        return DispatchTerms.DEFAULT
                .withMode(modes[Math.max(0, random.nextInt(modes.length + 2) - 2)])
                .withGrabMillis(10_000 + random.nextInt(40_000))
                .withCoolDownMillis(10_000 + random.nextInt(100_000))
                .withProbation(1 + random.nextInt(1_000), random.nextInt(10));
    }

    /** Runs {@code batches} batches. */
    Simulation run(int batches) {
        for (int i = 0; i < batches && isOpen(); i++) {
            passTime();
            Snapshot now = now();
            people.forEach(person -> speak(person, now));
            deliver(now);
        }
        return this;
    }

    /** Runs, drives all tasks to their end, closes the cooperation, and replays it all. */
    Simulation toTheEnd() {
        run(brief ? 5 + random.nextInt(10) : 20 + random.nextInt(40));
        end();
        ledger.replayEqualsLive();
        return this;
    }

    Snapshot now() {
        return new Snapshot(ledger.pages, LANE);
    }

    private boolean isOpen() {
        return now().head.state == CooperationState.OPEN;
    }

    private void passTime() {
        switch (random.nextInt(20)) {
            case 0 -> ledger.advance(-random.nextInt(5_000));
            case 1 -> ledger.advance(random.nextInt(200_000));
            case 2, 3, 4, 5 -> ledger.advance(random.nextInt(20_000));
            default -> ledger.advance(random.nextInt(2_000));
        }
    }

    private void speak(SimulatedMember sender, Snapshot now) {
        long underWay = wire.stream().filter(letter -> letter.sender == sender).count();
        @Nullable Message message = sender.speak(now, underWay);
        if (message != null) {
            wire.add(new Letter(sender, message.signed()));
        }
    }

    /** Some of what is under way arrives, in some order, some of it twice or damaged. */
    private void deliver(Snapshot now) {
        List<byte[]> batch = new ArrayList<>();
        List<Letter> arrived = new ArrayList<>();
        for (Letter letter : wire) {
            int fate = random.nextInt(20);
            if (fate > 2) {
                batch.add(random.nextInt(batch.size() + 1), letter.bytes);
                arrived.add(letter);
            }
            if (fate == 2 || fate == 3) {
                batch.add(letter.bytes);
            }
            if (fate == 4) {
                batch.add(mischief.damaged(letter.bytes));
            }
        }
        wire.removeAll(arrived);
        if (random.nextInt(3) == 0) {
            SimulatedMember somebody = people.get(random.nextInt(people.size()));
            batch.add(mischief.by(somebody.person, now));
        }
        ledger.submit(LANE, batch);
        if (random.nextInt(10) == 0 && !batch.isEmpty()) {
            ledger.submit(PageKeys.REGISTRY, batch.get(0));
        }
    }

    private void end() {
        wire.clear();
        int habit = random.nextInt(3);
        int rounds = brief ? 8 : 40;
        for (int quiet = 0, round = 0; quiet < 3 && round < rounds && isOpen(); round++) {
            ledger.advance(5_000 + random.nextInt(15_000));
            finish(habit);
            quiet = ledger.events().isEmpty() ? quiet + 1 : 0;
        }
        for (int round = 0; round < 30 && isOpen() && !now().head.openJobs.isEmpty(); round++) {
            Command[] cancelAll =
                    now().head.openJobs.keySet().stream()
                            .limit(64)
                            .map(Words::cancel)
                            .toArray(Command[]::new);
            everybodySays(0, cancelAll);
            ledger.advance(60_000);
            finish(0);
        }
        Snapshot end = now();
        assertThat(end.jobs.values()).as("every job ends").noneMatch(j -> j.state == JobState.OPEN);
        assertThat(end.roster.all()).as("nobody holds a task").noneMatch(m -> m.holdsTasks());
        assertThat(end.roster.all())
                .as("who was leaving has left")
                .noneMatch(m -> m.state == MemberState.LEAVING);
        if (isOpen()) {
            everybodySays(0, Words.close());
            assertThat(isOpen()).isFalse();
        }
    }

    private void everybodySays(int who, Command... commands) {
        SimulatedMember sender = people.get(who);
        ledger.submit(LANE, Objects.requireNonNull(sender.says(now(), commands)).signed());
    }

    /**
     * By habit 0 everybody does all it holds, by 1 it gives all back, by 2 nobody says anything.
     */
    private void finish(int habit) {
        List<byte[]> batch = new ArrayList<>();
        Snapshot now = now();
        for (SimulatedMember member : people) {
            Message message = habit == 2 ? null : member.finish(now, habit == 0);
            if (message != null) {
                batch.add(message.signed());
            }
        }
        ledger.submit(LANE, batch);
    }
}
