package org.pcm.gateway.information.index;

import java.io.IOException;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import java.util.function.Consumer;
import org.pcm.arbiter.block.Block;
import org.pcm.gateway.information.block.BlockStore;
import org.pcm.gateway.information.message.Answer;
import org.pcm.gateway.information.message.Batch;
import org.pcm.gateway.information.port.History;

/**
 * What the ledger says, held ready for questions. One thread applies blocks in order; anybody may
 * ask meanwhile and sees whole blocks only. All of it follows from the blocks, so a restart makes
 * the same index again.
 */
public final class Index implements AutoCloseable {
    private final Scratch scratch;
    private final View view;
    private final Waiters waiters = new Waiters();
    private final BatchReader reader;
    private final BlockStore blocks;
    private final BatchCache cache;
    private final BatchLog heights = new BatchLog();
    private volatile Consumer<String> onLane = lane -> {};

    /**
     * Opens the raw blocks in {@code folder} and reads what {@code chaincode} said in them.
     *
     * @param scratchFolder for what does not fit into memory; what lies there is deleted
     */
    public Index(Path folder, Path scratchFolder, String chaincode) throws IOException {
        reader = new BatchReader(chaincode);
        scratch = new Scratch(scratchFolder);
        view = new View(scratch);
        blocks = new BlockStore(folder, block -> apply(block, reader.read(block)));
        cache = new BatchCache(blocks, reader);
    }

    /** Calls {@code listener} with a lane's name after each of its batches. */
    public void onLane(Consumer<String> listener) {
        onLane = listener;
    }

    /** Keeps the next block, brings everything up to date with it and wakes who waits for it. */
    public void take(Block block) throws IOException {
        blocks.append(block);
        List<BatchReader.Read> batches = reader.read(block);
        cache.put(
                block.number(),
                batches.stream().map(BatchReader.Read::batch).toList(),
                block.bytes().size());
        apply(block, batches);
        for (BatchReader.Read read : batches) {
            tell(read.batch());
            onLane.accept(read.batch().lane());
        }
    }

    private void apply(Block block, List<BatchReader.Read> batches) {
        view.write(() -> {
            facts(block);
            batches.forEach(read -> new BatchFold(view, read).apply());
        });
        for (BatchReader.Read read : batches) {
            Batch batch = read.batch();
            view.find(batch.lane()).orElseThrow().log.add(batch.block(), batch.transaction());
        }
        heights.add(block.number(), 0);
    }

    private void facts(Block block) {
        if (block.number() == 0) {
            view.facts(LedgerFacts.unfounded(HexFormat.of().formatHex(block.hash().toByteArray())));
        }
        reader.founding(block)
                .ifPresent(founding -> view.facts(view.facts().orElseThrow().founded(founding)));
    }

    private void tell(Batch batch) {
        for (int i = 0; i < batch.outcomes().size(); i++) {
            Answer answer = batch.answer(i);
            waiters.tell(answer.outcome().id(), answer);
        }
    }

    /** How many blocks are known; the number of the next one. */
    public long height() {
        return heights.size();
    }

    /** The raw blocks. */
    public BlockStore blocks() {
        return blocks;
    }

    /** Who waits for outcomes. */
    public Waiters waiters() {
        return waiters;
    }

    /** Answers for the door and the lanes. */
    public Lookup lookup() {
        return new Lookup(view, cache, heights);
    }

    /** Answers for people and programs. */
    public Directory directory() {
        return new Directory(view);
    }

    /** What the ledger tells of earlier work. */
    public History history() {
        return (cooperation, owner, job) ->
                view.read(() ->
                        view.find(cooperation)
                                .filter(LaneView::isOpened)
                                .map(lane -> lane.pastRuns(owner, job)));
    }

    /** The batches of lanes, for streams. */
    public Batches batches() {
        return new Batches(view, cache);
    }

    /** What waits to be grabbed. */
    public Board board() {
        return new Board(view);
    }

    /** Who may read which content by the ledger's word. */
    public Assignments assignments() {
        return new Assignments(view);
    }

    @Override
    public void close() throws IOException {
        blocks.close();
        scratch.close();
    }
}
