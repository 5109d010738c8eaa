package org.pcm.devnode.fault;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;

/**
 * The faults of a running node: those that strike by chance at the given rates, and those that a
 * test orders. An ordered fault strikes the next so many occasions, before chance is asked.
 */
public final class Faults {
    private final AtomicInteger lostReplies = new AtomicInteger();
    private final AtomicInteger conflicts = new AtomicInteger();
    private final AtomicInteger brokenChaincodes = new AtomicInteger();
    private final AtomicInteger brokenStreams = new AtomicInteger();
    private volatile FaultRates rates;
    private RandomGenerator random;

    public Faults(FaultRates rates) {
        this.rates = rates;
        this.random = generator(rates);
    }

    /** Changes the rates and begins the chances anew from their seed. */
    public synchronized void rates(FaultRates newRates) {
        rates = newRates;
        random = generator(newRates);
    }

    private static RandomGenerator generator(FaultRates rates) {
        return RandomGeneratorFactory.of("L64X128MixRandom").create(rates.seed());
    }

    /** The next so many submissions are ordered, but their replies are lost. */
    public void loseReplies(int submissions) {
        lostReplies.set(submissions);
    }

    /** The next so many endorsements that can conflict will: they see an outdated state. */
    public void conflict(int endorsements) {
        conflicts.set(endorsements);
    }

    /** The next so many executions lose the chaincode's stream. */
    public void breakChaincode(int executions) {
        brokenChaincodes.set(executions);
    }

    /** The next so many blocks or events sent end their streams. */
    public void breakStreams(int messages) {
        brokenStreams.set(messages);
    }

    public boolean losesReply() {
        return strikes(lostReplies, rates.lostReply());
    }

    /**
     * Tells whether {@link #conflicts} may strike at all, so that nobody prepares for it in vain.
     */
    public boolean mayConflict() {
        return conflicts.get() > 0 || rates.conflict() > 0;
    }

    public boolean conflicts() {
        return strikes(conflicts, rates.conflict());
    }

    public boolean breaksChaincode() {
        return strikes(brokenChaincodes, rates.brokenChaincode());
    }

    public boolean breaksStream() {
        return strikes(brokenStreams, rates.brokenStream());
    }

    /** Holds the caller up for a random while. */
    public void delay() {
        int most = rates.delayMillis();
        if (most > 0) {
            try {
                Thread.sleep(next(most));
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private boolean strikes(AtomicInteger ordered, double rate) {
        if (ordered.get() > 0 && ordered.getAndUpdate(n -> Math.max(0, n - 1)) > 0) {
            return true;
        }
        return rate > 0 && chance() < rate;
    }

    private synchronized double chance() {
        return random.nextDouble();
    }

    private synchronized int next(int bound) {
        return random.nextInt(bound + 1);
    }
}
