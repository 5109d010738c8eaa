package org.pcm.gateway.information.fabric;

import java.util.List;
import org.hyperledger.fabric.client.Contract;
import org.hyperledger.fabric.client.GatewayException;
import org.pcm.cooperation.page.PageKeys;
import org.pcm.gateway.information.message.LaneHead;
import org.pcm.gateway.information.port.Explanations;
import org.pcm.gateway.information.port.Fate;
import org.pcm.gateway.information.port.Ledger;
import org.pcm.gateway.information.port.LedgerUnreachable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * {@link Ledger} by the official client. Each transaction is endorsed by the organisations that the
 * profile names, or by others in their place ({@link Endorsing}), and followed until its commit
 * status is known ({@link Commits}); it is never sent a second time.
 */
public final class FabricLedger implements Ledger, Explanations {
    private static final Logger LOG = LoggerFactory.getLogger(FabricLedger.class);
    private static final String PAGE = "page";
    private static final String EXPLAIN = "explain";

    private final FabricLink link;
    private final Endorsing endorsing;
    private final Commits commits;

    public FabricLedger(FabricLink link) {
        this.link = link;
        Endorsers endorsers =
                new Endorsers(
                        link.profile().endorsers(),
                        link.profile().spares(),
                        this::answers,
                        link.clock());
        this.endorsing = new Endorsing(link, endorsers);
        this.commits = new Commits(link, endorsers);
    }

    @Override
    public Fate submit(String function, List<String> arguments) {
        try {
            return commits.submit(endorsing.endorse(function, arguments));
        } catch (NotEndorsed e) {
            return new Fate.NotSent(String.valueOf(e.getMessage()), e.contractBroke());
        }
    }

    @Override
    public Fate ask(String transactionId) {
        return commits.ask(transactionId);
    }

    @Override
    public long version(String lane) throws LedgerUnreachable {
        return LaneHead.read(lane, page(PageKeys.head(lane))).version();
    }

    /** The bytes of a page, empty where there is none; reads one peer. */
    public byte[] page(String key) throws LedgerUnreachable {
        PeerLink peer = link.current();
        try {
            return contract(peer).evaluateTransaction(PAGE, key);
        } catch (GatewayException e) {
            link.failed(peer, Failures.why(e));
            throw new LedgerUnreachable("the peer does not answer: " + Failures.why(e), e);
        }
    }

    @Override
    public byte[] explain(String cooperation, long job, long task) throws LedgerUnreachable {
        PeerLink peer = link.current();
        try {
            return contract(peer)
                    .evaluateTransaction(
                            EXPLAIN, cooperation, Long.toString(job), Long.toString(task));
        } catch (GatewayException e) {
            throw new LedgerUnreachable(Failures.why(e), e);
        }
    }

    /** Whether the organisation's peers and chaincode answer a question. */
    private boolean answers(String mspId) {
        try {
            var unused =
                    contract(link.current())
                            .newProposal(PAGE)
                            .addArguments(PageKeys.head(""))
                            .setEndorsingOrganizations(mspId)
                            .build()
                            .evaluate();
            return true;
        } catch (GatewayException e) {
            LOG.debug("{} does not answer: {}", mspId, Failures.why(e));
            return false;
        }
    }

    private Contract contract(PeerLink peer) {
        return peer.gateway()
                .getNetwork(link.profile().channel())
                .getContract(link.profile().chaincode());
    }
}
