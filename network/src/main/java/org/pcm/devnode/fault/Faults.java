package org.pcm.devnode.fault;

import java.util.EnumMap;
import java.util.Map;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;

/**
 * The faults of a running node: those that a test orders strike the next so many occasions; after
 * them chance decides, at the given rates.
 */
public final class Faults {
    private final Map<Fault, Integer> ordered = new EnumMap<>(Fault.class);
    private FaultRates rates = FaultRates.NONE;
    private RandomGenerator random = generator(0);

    public Faults(FaultRates rates) {
        rates(rates);
    }

    /** Changes the rates and begins the chances anew from their seed. */
    public synchronized void rates(FaultRates newRates) {
        rates = newRates;
        random = generator(newRates.seed());
    }

    private static RandomGenerator generator(long seed) {
        return RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
    }

    /** Lets a fault strike the next so many occasions. */
    public synchronized void order(Fault fault, int occasions) {
        ordered.put(fault, occasions);
    }

    /** Tells whether a fault may strike at all, so that nobody prepares for it in vain. */
    public synchronized boolean mayStrike(Fault fault) {
        return left(fault) > 0 || rates.probability(fault) > 0;
    }

    /** Asks, on an occasion, whether a fault strikes. */
    public synchronized boolean strikes(Fault fault) {
        if (left(fault) > 0) {
            ordered.put(fault, left(fault) - 1);
            return true;
        }
        return rates.probability(fault) > 0 && random.nextDouble() < rates.probability(fault);
    }

    /** Lets a fault that could not be made strike the next occasion instead. */
    public synchronized void giveBack(Fault fault) {
        order(fault, left(fault) + 1);
    }

    private int left(Fault fault) {
        return ordered.getOrDefault(fault, 0);
    }

    /** Holds the caller up for a random while. */
    public void delay() {
        int millis = delayMillis();
        if (millis > 0) {
            try {
                Thread.sleep(millis);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private synchronized int delayMillis() {
        return rates.delayMillis() == 0 ? 0 : random.nextInt(rates.delayMillis() + 1);
    }
}
