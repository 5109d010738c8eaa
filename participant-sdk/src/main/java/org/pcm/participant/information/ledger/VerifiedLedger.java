package org.pcm.participant.information.ledger;

import com.google.protobuf.ByteString;
import com.google.protobuf.UnsafeByteOperations;
import java.util.HashMap;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.LongFunction;
import org.pcm.arbiter.block.Block;
import org.pcm.arbiter.block.Invocation;
import org.pcm.arbiter.block.Malformed;
import org.pcm.arbiter.chain.CallCheck;
import org.pcm.arbiter.chain.ChainVerifier;
import org.pcm.arbiter.chain.Finding;
import org.pcm.cooperation.event.Event;
import org.pcm.cooperation.event.EventBatch;
import org.pcm.participant.information.Cursor;
import org.pcm.participant.information.JobOrigin;
import org.pcm.participant.information.Notice;
import org.pcm.participant.information.OfferCheck;
import org.pcm.participant.information.PcmException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Verifies the chain from the pinned genesis block on, with the arbiter's block verification, as
 * far as offers ask for; remembers the latest blocks' events. After a block that does not hold it
 * starts over, at another gateway where there is one. Safe for use by many threads, one at a time.
 */
public final class VerifiedLedger implements OfferCheck {

    private static final Logger LOG = LoggerFactory.getLogger(VerifiedLedger.class);
    private static final int BLOCKS_KEPT = 512;

    private final ByteString genesis;
    private final String chaincode;
    private final Set<String> lanes;
    private final LongFunction<byte[]> blocks;
    private final Runnable elsewhere;
    private final Map<Cursor, EventBatch> batches = new HashMap<>();
    private final Map<String, Owners> owners = new HashMap<>();
    private ChainVerifier chain;

    /**
     * @param genesis the pinned hash of block 0, hex
     * @param chaincode whose events count
     * @param lanes the cooperations whose events are remembered
     * @param blocks hands out raw blocks, from whomever
     * @param elsewhere told that whoever handed out the last block does not deserve trust
     */
    public VerifiedLedger(
            String genesis,
            String chaincode,
            Set<String> lanes,
            LongFunction<byte[]> blocks,
            Runnable elsewhere) {
        this.genesis = ByteString.copyFrom(HexFormat.of().parseHex(genesis));
        this.chaincode = chaincode;
        this.lanes = new HashSet<>(lanes);
        this.blocks = blocks;
        this.elsewhere = elsewhere;
        this.chain = start();
    }

    /**
     * Remembers the events of a further cooperation. Who is who in it stands where it began, so the
     * chain is verified anew when it is asked for next.
     */
    public synchronized void include(String cooperation) {
        if (lanes.add(cooperation)) {
            chain = start();
        }
    }

    @Override
    public synchronized Optional<JobOrigin> origin(String cooperation, Notice.Happened notice) {
        return notice.event() instanceof Event.OfJob of && holds(cooperation, notice)
                ? Optional.ofNullable(owners.get(cooperation)).flatMap(known -> known.of(of.job()))
                : Optional.empty();
    }

    private boolean holds(String cooperation, Notice.Happened notice) {
        Cursor cursor = notice.cursor();
        if (cursor.block() < chain.height() - BLOCKS_KEPT) {
            chain = start();
        }
        while (chain.height() <= cursor.block()) {
            accept(blocks.apply(chain.height()));
        }
        EventBatch batch = batches.get(new Cursor(cursor.block(), cursor.transaction(), 0));
        return batch != null
                && batch.lane().equals(cooperation)
                && batch.version() == notice.version()
                && cursor.item() >= 0
                && cursor.item() < batch.events().size()
                && batch.events().get(cursor.item()).equals(notice.event());
    }

    /** How many blocks are verified. */
    public synchronized long height() {
        return chain.height();
    }

    private ChainVerifier start() {
        return new ChainVerifier(Optional.of(genesis), new Memory());
    }

    private void accept(byte[] bytes) {
        Optional<String> wrong;
        try {
            wrong =
                    chain.accept(Block.parse(UnsafeByteOperations.unsafeWrap(bytes)))
                            .map(Finding::toString);
        } catch (Malformed e) {
            wrong = Optional.of(e.why());
        }
        if (wrong.isPresent()) {
            chain = start();
            elsewhere.run();
            LOG.error("A gateway's block does not hold: {}", wrong.get());
            throw new PcmException.Unreachable("no gateway has a sound ledger: " + wrong.get());
        }
    }

    /** Looks at every valid call of a sound block. */
    private final class Memory implements CallCheck {

        @Override
        public void begin(ByteString genesisHash) {
            batches.clear();
            owners.clear();
        }

        @Override
        public Optional<Finding> check(long block, Invocation call) {
            return remember(block, call);
        }
    }

    private Optional<Finding> remember(long block, Invocation call) {
        if (call.chaincode().equals(chaincode)) {
            call.event()
                    .filter(event -> event.name().equals(EventBatch.NAME))
                    .map(event -> EventBatch.read(event.payload().toByteArray()))
                    .filter(batch -> lanes.contains(batch.lane()))
                    .ifPresent(batch -> remember(new Cursor(block, call.index(), 0), batch));
        }
        batches.keySet().removeIf(cursor -> cursor.block() <= block - BLOCKS_KEPT);
        return Optional.empty();
    }

    private void remember(Cursor at, EventBatch batch) {
        batches.put(at, batch);
        Owners known = owners.computeIfAbsent(batch.lane(), lane -> new Owners());
        batch.events().forEach(known::take);
    }
}
