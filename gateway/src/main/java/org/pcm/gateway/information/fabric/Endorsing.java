package org.pcm.gateway.information.fabric;

import java.util.List;
import org.hyperledger.fabric.client.EndorseException;
import org.hyperledger.fabric.client.Proposal;
import org.hyperledger.fabric.client.Transaction;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Has a transaction endorsed: by the named organisations in parallel, by others in place of those
 * that fail, through another gateway peer where that fails, and as a last resort by whom the peer
 * chooses.
 */
final class Endorsing {
    private static final Logger LOG = LoggerFactory.getLogger(Endorsing.class);
    private static final String CLOCKS = "ClockError: ";

    /**
     * An endorsed transaction.
     *
     * @param peer through which it was endorsed
     * @param organisations that endorsed it; empty where the peer chose them
     */
    record Endorsed(Transaction transaction, PeerLink peer, List<String> organisations) {}

    private final FabricLink link;
    private final Endorsers endorsers;

    Endorsing(FabricLink link, Endorsers endorsers) {
        this.link = link;
        this.endorsers = endorsers;
    }

    Endorsed endorse(String function, List<String> arguments) throws NotEndorsed {
        int tries = 2 + link.size() + link.profile().endorsers().size();
        while (true) {
            PeerLink peer = link.current();
            List<String> organisations = endorsers.choose();
            try {
                Transaction endorsed = proposal(peer, function, arguments, organisations).endorse();
                link.works(peer);
                return new Endorsed(endorsed, peer, organisations);
            } catch (EndorseException e) {
                Blame blame = Blame.of(e, organisations);
                if (--tries == 0 || !mayHelp(blame, e, peer, organisations)) {
                    throw new NotEndorsed(Failures.why(e), isBroken(blame, e), e);
                }
            }
        }
    }

    private Proposal proposal(
            PeerLink peer, String function, List<String> arguments, List<String> organisations) {
        Proposal.Builder builder =
                peer.gateway()
                        .getNetwork(link.profile().channel())
                        .getContract(link.profile().chaincode())
                        .newProposal(function)
                        .addArguments(arguments.toArray(String[]::new));
        if (!organisations.isEmpty()) {
            builder.setEndorsingOrganizations(organisations.toArray(String[]::new));
        }
        return builder.build();
    }

    /** Whether the contract failed, and not because a clock is wrong, which time may mend. */
    private static boolean isBroken(Blame blame, EndorseException e) {
        return blame instanceof Blame.Contract && !Failures.why(e).contains(CLOCKS);
    }

    /** Whether asking again at once, in another way, may help. */
    private boolean mayHelp(
            Blame blame, EndorseException e, PeerLink peer, List<String> organisations) {
        String why = Failures.why(e);
        LOG.debug("not endorsed through {} by {}: {}", peer.peer().address(), organisations, why);
        return switch (blame) {
            case Blame.Contract c -> false;
            case Blame.Nobody n -> false;
            case Blame.GatewayPeer g -> {
                link.failed(peer, why);
                yield link.size() > 1;
            }
            case Blame.Organisations o -> {
                endorsers.blame(o.mspIds(), why);
                yield true;
            }
        };
    }
}
