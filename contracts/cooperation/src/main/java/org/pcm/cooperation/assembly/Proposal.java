package org.pcm.cooperation.assembly;

import java.util.TreeSet;
import org.pcm.cooperation.json.Json;
import org.pcm.cooperation.page.PageReader;
import org.pcm.cooperation.page.PageWriter;
import org.pcm.cooperation.round.Terms;

/** Terms that a member proposes, and who agrees with them. Changed by the fold alone. */
public final class Proposal {
    public final long number;
    public final int proposer;
    public final Terms terms;
    public final TreeSet<Integer> agreed = new TreeSet<>();
    public final TreeSet<Integer> declined = new TreeSet<>();

    public Proposal(long number, int proposer, Terms terms) {
        this.number = number;
        this.proposer = proposer;
        this.terms = terms;
    }

    void write(PageWriter to) {
        to.number(number).number(proposer).bytes(Json.write(terms::write));
        Assembly.write(agreed, to);
        Assembly.write(declined, to);
    }

    static Proposal read(PageReader from) {
        Proposal proposal =
                new Proposal(
                        from.number(), from.count(), Terms.read(Json.readObject(from.bytes())));
        Assembly.readInto(proposal.agreed, from);
        Assembly.readInto(proposal.declined, from);
        return proposal;
    }
}
