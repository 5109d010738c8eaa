package org.pcm.bench.naive;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.HexFormat;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import org.hyperledger.fabric.client.CommitException;
import org.hyperledger.fabric.client.Contract;
import org.hyperledger.fabric.client.GatewayException;
import org.pcm.bench.naive.NaiveTask.State;
import org.pcm.cooperation.submission.Hash;

/**
 * One client: leads a task through its life, a transaction a step. On a real network a step may
 * fail for reasons that are nobody's fault: peers a block apart, an orderer that was told twice.
 * Then the client looks what became of the task, and tries again.
 *
 * @param failures counts the steps that failed
 */
record NaiveClient(Contract contract, LongAdder failures) {
    private static final int TRIES = 20;
    private static final long PAUSE_MILLIS = 50;

    void lead(String id, String member)
            throws GatewayException, CommitException, InterruptedException {
        byte[] spec = Hash.sha256(id.getBytes(UTF_8));
        step(State.SUBMITTED, "submit", id, hex(spec));
        step(State.OFFERED, "offer", id, member);
        step(State.ACCEPTED, "accept", id);
        step(State.COMPLETED, "complete", id, hex(Hash.sha256(spec)));
    }

    private void step(State after, String function, String... args)
            throws GatewayException, CommitException, InterruptedException {
        for (int tries = 1; !step(function, args, tries == TRIES); tries++) {
            if (is(after, args[0])) {
                return;
            }
            TimeUnit.MILLISECONDS.sleep(PAUSE_MILLIS);
        }
    }

    /** Whether the step is known to have taken effect; a failure is thrown where it is the last. */
    private boolean step(String function, String[] args, boolean last)
            throws GatewayException, CommitException {
        try {
            contract.submitTransaction(function, args);
            return true;
        } catch (GatewayException | CommitException e) {
            failures.increment();
            if (last) {
                throw e;
            }
            return false;
        }
    }

    private boolean is(State expected, String id) {
        try {
            byte[] state = contract.evaluateTransaction("state", id);
            return expected.name().equals(new String(state, UTF_8));
        } catch (GatewayException e) {
            return false; // there is no such task yet, or no peer that answers
        }
    }

    private static String hex(byte[] digest) {
        return HexFormat.of().formatHex(digest);
    }
}
