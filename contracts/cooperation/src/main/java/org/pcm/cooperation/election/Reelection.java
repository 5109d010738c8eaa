package org.pcm.cooperation.election;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.pcm.cooperation.json.Fields;

/**
 * The policy by which the coordinator is elected anew (P4, A1). A cause whose parameter is 0 calls
 * no election.
 *
 * @param method how votes are counted
 * @param quorumPermille part of all votes that must be cast
 * @param millis how long ballots are taken
 * @param termRounds rounds of a term; 1: each round begins with an election
 * @param termMillis time of a term
 * @param inactivityMillis the coordinator must read on at least so often
 * @param petitionPermille part of the members whose petition calls an election
 * @param proxy whether the coordinator may appoint a virtual operator in its place, and recall it
 */
public record Reelection(
        ElectionMethod method,
        int quorumPermille,
        long millis,
        int termRounds,
        long termMillis,
        long inactivityMillis,
        int petitionPermille,
        boolean proxy) {
    private static final long MAX_MILLIS = 3_650L * 24 * 3_600_000;

    /** A majority's petition, or resignation, calls a vote of ten minutes by a majority. */
    public static final Reelection DEFAULT =
            new Reelection(new ElectionMethod.OneMemberOneVote(), 501, 600_000, 0, 0, 0, 501, true);

    public Reelection withMethod(ElectionMethod other) {
        return new Reelection(
                other,
                quorumPermille,
                millis,
                termRounds,
                termMillis,
                inactivityMillis,
                petitionPermille,
                proxy);
    }

    public Reelection withTermRounds(int rounds) {
        return new Reelection(
                method,
                quorumPermille,
                millis,
                rounds,
                termMillis,
                inactivityMillis,
                petitionPermille,
                proxy);
    }

    public Reelection withTermMillis(long term) {
        return new Reelection(
                method,
                quorumPermille,
                millis,
                termRounds,
                term,
                inactivityMillis,
                petitionPermille,
                proxy);
    }

    public Reelection withInactivityMillis(long inactivity) {
        return new Reelection(
                method,
                quorumPermille,
                millis,
                termRounds,
                termMillis,
                inactivity,
                petitionPermille,
                proxy);
    }

    /** The names of the time-outs below {@code leastMillis} (ruling 8), empty when all hold. */
    public List<String> timeoutsBelow(long leastMillis) {
        List<String> names = new ArrayList<>();
        if (millis < leastMillis) {
            names.add("reelection.millis");
        }
        if (termMillis > 0 && termMillis < leastMillis) {
            names.add("reelection.termMillis");
        }
        if (inactivityMillis > 0 && inactivityMillis < leastMillis) {
            names.add("reelection.inactivityMillis");
        }
        return names;
    }

    public static Reelection read(Fields fields) {
        Reelection d = DEFAULT;
        Reelection policy =
                new Reelection(
                        fields.has("method")
                                ? ElectionMethod.named(fields.text("method", 32))
                                : d.method,
                        (int) fields.integer("quorumPermille", 1, 1_000, d.quorumPermille),
                        fields.integer("millis", 1, MAX_MILLIS, d.millis),
                        (int) fields.integer("termRounds", 0, 1_000_000, d.termRounds),
                        fields.integer("termMillis", 0, MAX_MILLIS, d.termMillis),
                        fields.integer("inactivityMillis", 0, MAX_MILLIS, d.inactivityMillis),
                        (int) fields.integer("petitionPermille", 0, 1_000, d.petitionPermille),
                        fields.flag("proxy", d.proxy));
        fields.end();
        return policy;
    }

    public void write(JsonGenerator to) throws IOException {
        to.writeStartObject();
        to.writeStringField("method", method.name());
        to.writeNumberField("quorumPermille", quorumPermille);
        to.writeNumberField("millis", millis);
        to.writeNumberField("termRounds", termRounds);
        to.writeNumberField("termMillis", termMillis);
        to.writeNumberField("inactivityMillis", inactivityMillis);
        to.writeNumberField("petitionPermille", petitionPermille);
        to.writeBooleanField("proxy", proxy);
        to.writeEndObject();
    }
}
