package org.pcm.gateway.information.fabric;

import io.grpc.Status;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.hyperledger.fabric.client.GatewayException;
import org.hyperledger.fabric.protos.gateway.ErrorDetail;

/** Whose fault it is that a proposal was not endorsed, as far as the gateway peer's words tell. */
sealed interface Blame {
    /** The contract said no: everybody would. */
    record Contract() implements Blame {}

    /** The gateway peer itself. */
    record GatewayPeer() implements Blame {}

    /** Some of the organisations that were asked; others may do. */
    record Organisations(Set<String> mspIds) implements Blame {}

    /** Nobody that could be avoided: the network is not ready. */
    record Nobody() implements Blame {}

    String CONTRACTS_NO = "chaincode response";
    String DIFFERENT = "ProposalResponsePayloads do not match";
    String NO_PEERS = "failed to find any endorsing peers for org(s): ";

    /**
     * Judges a failure.
     *
     * @param asked the organisations that were named; empty: the peer chose
     */
    static Blame of(GatewayException failure, List<String> asked) {
        List<ErrorDetail> details = failure.getDetails();
        if (!details.isEmpty()) {
            return asked.isEmpty() ? ofPeersChoice(details) : ofNamed(details, asked);
        }
        String why = String.valueOf(failure.getStatus().getDescription());
        int missing = why.indexOf(NO_PEERS);
        if (missing >= 0) {
            String names = why.substring(missing + NO_PEERS.length());
            return new Organisations(Set.copyOf(Arrays.asList(names.split(", ", -1))));
        }
        return isTheConnections(failure.getStatus().getCode()) ? new GatewayPeer() : new Nobody();
    }

    /** The peer asks itself first; what others say then, it has dealt with. */
    private static Blame ofPeersChoice(List<ErrorDetail> details) {
        return says(details, text -> text.contains(CONTRACTS_NO)).isEmpty()
                ? new GatewayPeer()
                : new Contract();
    }

    private static boolean isTheConnections(Status.Code code) {
        return code == Status.Code.UNAVAILABLE
                || code == Status.Code.DEADLINE_EXCEEDED
                || code == Status.Code.CANCELLED;
    }

    /**
     * Who answers first is the yardstick for the others, so the one that is reported as different
     * may be the honest one: the majority of those that answered is right.
     */
    private static Blame ofNamed(List<ErrorDetail> details, List<String> asked) {
        Set<String> no = says(details, text -> text.contains(CONTRACTS_NO));
        if (2 * no.size() > asked.size()) {
            return new Contract();
        }
        Set<String> different = says(details, text -> text.contains(DIFFERENT));
        Set<String> guilty = says(details, text -> !text.contains(DIFFERENT));
        Set<String> same = new HashSet<>(asked);
        same.removeAll(guilty);
        same.removeAll(different);
        if (different.size() <= same.size()) {
            guilty.addAll(different);
        }
        if (!different.isEmpty() && same.size() <= different.size()) {
            guilty.addAll(same);
        }
        return new Organisations(Set.copyOf(guilty));
    }

    private static Set<String> says(List<ErrorDetail> details, Predicate<String> what) {
        return details.stream()
                .filter(detail -> what.test(detail.getMessage()))
                .map(ErrorDetail::getMspId)
                .collect(Collectors.toCollection(HashSet::new));
    }
}
