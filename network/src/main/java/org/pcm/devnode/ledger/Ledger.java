package org.pcm.devnode.ledger;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.hyperledger.fabric.protos.common.Block;
import org.hyperledger.fabric.protos.common.BlockHeader;
import org.hyperledger.fabric.protos.ledger.rwset.TxReadWriteSet;
import org.hyperledger.fabric.protos.peer.ChaincodeAction;
import org.jspecify.annotations.Nullable;
import org.pcm.devnode.block.BlockReading;
import org.pcm.devnode.block.Hashes;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The chain and the state it leads to. One thread commits; anybody reads.
 *
 * <p>Truth is the block file alone. At start the state is taken from the last {@link Checkpoint}
 * and the blocks after it are replayed; a commit is the sync of its block, after which readers are
 * told.
 */
public final class Ledger implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Ledger.class);
    private static final long RECENT_BYTES = 32 << 20;
    private static final int EARLIER_STATES = 64;
    private static final long BYTES_BETWEEN_CHECKPOINTS = 64L << 20;

    private final BlockFile file;
    private final Path checkpointFile;
    private final long bytesBetweenCheckpoints;
    private final TransactionIndex transactions = new TransactionIndex();
    private final List<Long> offsets = new ArrayList<>();
    private final Deque<Block> recent = new ArrayDeque<>();
    private long recentBytes;
    private final Deque<WorldState> earlier = new ArrayDeque<>();
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition committed = lock.newCondition();
    private BlockHeader last = BlockHeader.getDefaultInstance();
    private ByteString commitHash = ByteString.EMPTY;
    private volatile WorldState state = WorldState.EMPTY;
    private long checkpointEnd;
    private @Nullable Thread checkpointing;

    private Ledger(BlockFile file, Path checkpointFile, long bytesBetweenCheckpoints) {
        this.file = file;
        this.checkpointFile = checkpointFile;
        this.bytesBetweenCheckpoints = bytesBetweenCheckpoints;
    }

    /**
     * Opens the ledger in a folder, or begins it with a genesis block.
     *
     * @throws CorruptBlockFile when the block file is damaged
     */
    public static Ledger open(Path folder, Supplier<Block> genesis) throws IOException {
        return open(folder, genesis, BYTES_BETWEEN_CHECKPOINTS);
    }

    /** As {@link #open(Path, Supplier)}, with checkpoints as often as told. */
    static Ledger open(Path folder, Supplier<Block> genesis, long bytesBetweenCheckpoints)
            throws IOException {
        Ledger ledger =
                new Ledger(
                        BlockFile.open(folder.resolve("blocks.bin")),
                        folder.resolve("state.checkpoint"),
                        bytesBetweenCheckpoints);
        ledger.recover();
        if (ledger.height() == 0) {
            ledger.commit(genesis.get(), new UpdateBatch());
        }
        return ledger;
    }

    private void recover() throws IOException {
        long from = BlockFile.firstOffset();
        Optional<Checkpoint> checkpoint = Checkpoint.read(checkpointFile).filter(this::belongs);
        if (checkpoint.isPresent()) {
            restore(checkpoint.get());
            from = checkpoint.get().end();
        }
        checkpointEnd = from;
        file.recover(from, this::replay);
    }

    /** Tells whether the checkpoint's last block is the one the block file has in that place. */
    private boolean belongs(Checkpoint checkpoint) {
        try {
            List<Long> known = checkpoint.offsets();
            byte[] block = file.read(known.get(known.size() - 1));
            return Block.parseFrom(block).getHeader().equals(checkpoint.last());
        } catch (IOException | RuntimeException e) {
            LOG.warn("{} does not belong to the block file, replaying all blocks", checkpointFile);
            return false;
        }
    }

    private void restore(Checkpoint checkpoint) {
        offsets.addAll(checkpoint.offsets());
        last = checkpoint.last();
        commitHash = checkpoint.commitHash();
        state = checkpoint.state();
        checkpoint.transactions().forEach(transactions::add);
    }

    private void replay(long offset, byte[] bytes) throws IOException {
        Block block = Block.parseFrom(bytes);
        BlockHeader header = block.getHeader();
        boolean follows =
                header.getNumber() == offsets.size()
                        && (offsets.isEmpty()
                                || header.getPreviousHash().equals(Hashes.headerHash(last)));
        if (!follows) {
            throw new CorruptBlockFile(
                    file.path() + " has a block at byte " + offset + " that does not follow");
        }
        UpdateBatch updates = new UpdateBatch();
        List<BlockReading.Entry> entries = BlockReading.entries(block);
        for (BlockReading.Entry entry : entries) {
            if (entry.valid()) {
                for (ChaincodeAction action : BlockReading.actions(entry)) {
                    updates.add(
                            TxReadWriteSet.parseFrom(action.getResults()),
                            new Version(header.getNumber(), entry.index()));
                }
            }
        }
        accept(block, entries, offset, updates);
    }

    /**
     * Makes a block the last one: when this returns, it survives whatever happens.
     *
     * @throws IOException when it could not be written; the node must stop then
     */
    public void commit(Block block, UpdateBatch updates) throws IOException {
        long offset = file.append(block.toByteArray());
        List<BlockReading.Entry> entries = BlockReading.entries(block);
        accept(block, entries, offset, updates);
        entries.forEach(e -> transactions.announce(e.transactionId()));
        if (file.end() - checkpointEnd > bytesBetweenCheckpoints) {
            checkpointLater();
        }
    }

    private void accept(
            Block block, List<BlockReading.Entry> entries, long offset, UpdateBatch updates) {
        long number = block.getHeader().getNumber();
        WorldState next = state.with(updates.inOrder());
        lock.lock();
        try {
            earlier.push(state);
            if (earlier.size() > EARLIER_STATES) {
                earlier.removeLast();
            }
            state = next;
            offsets.add(offset);
            last = block.getHeader();
            commitHash = BlockReading.commitHash(block);
            remember(block);
            // After the rest: who finds a transaction finds what it wrote.
            entries.forEach(e ->
                    transactions.add(
                            e.transactionId(), new TransactionStatus(number, e.index(), e.code())));
            committed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    private void remember(Block block) {
        recent.addFirst(block);
        recentBytes += block.getSerializedSize();
        while (recentBytes > RECENT_BYTES) {
            recentBytes -= recent.removeLast().getSerializedSize();
        }
    }

    /** How many blocks there are. */
    public long height() {
        return locked(() -> (long) offsets.size());
    }

    /** The last block's header. */
    public BlockHeader last() {
        return locked(() -> last);
    }

    /** The last block's commit hash; empty after the genesis block. */
    public ByteString commitHash() {
        return locked(() -> commitHash);
    }

    /** The state after the last block. */
    public WorldState state() {
        return state;
    }

    /**
     * States before the last blocks, the youngest first: what a peer that lags behind would see.
     */
    public List<WorldState> earlierStates() {
        return locked(() -> List.copyOf(earlier));
    }

    /** A committed block. */
    public Block block(long number) {
        long offset;
        lock.lock();
        try {
            long back = offsets.size() - 1 - number;
            if (back >= 0 && back < recent.size()) {
                return recent.stream().skip(back).findFirst().orElseThrow();
            }
            offset = offsets.get(Math.toIntExact(number));
        } finally {
            lock.unlock();
        }
        try {
            return Block.parseFrom(file.read(offset));
        } catch (InvalidProtocolBufferException e) {
            throw new IllegalStateException("block " + number + " does not parse", e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A block as soon as it exists; empty when it does not exist in time. */
    public Optional<Block> await(long number, long timeoutMillis) throws InterruptedException {
        long left = TimeUnit.MILLISECONDS.toNanos(timeoutMillis);
        lock.lockInterruptibly();
        try {
            while (offsets.size() <= number) {
                if (left <= 0) {
                    return Optional.empty();
                }
                left = committed.awaitNanos(left);
            }
        } finally {
            lock.unlock();
        }
        return Optional.of(block(number));
    }

    /** What became of a transaction; empty while it is not committed. */
    public Optional<TransactionStatus> find(String transactionId) {
        return Optional.ofNullable(transactions.find(transactionId));
    }

    /**
     * Tells the listener, once, what became of a transaction.
     *
     * @return to call when nobody wants to know any more
     */
    public Runnable listen(String transactionId, Consumer<TransactionStatus> listener) {
        return transactions.listen(transactionId, listener);
    }

    /** Where the blocks lie. */
    public Path blockFile() {
        return file.path();
    }

    private <T> T locked(Supplier<T> read) {
        lock.lock();
        try {
            return read.get();
        } finally {
            lock.unlock();
        }
    }

    private void checkpointLater() {
        Thread running = checkpointing;
        if (running == null || !running.isAlive()) {
            checkpointEnd = file.end();
            Checkpoint checkpoint = checkpoint();
            checkpointing = Thread.ofPlatform().name("checkpoint").start(() -> write(checkpoint));
        }
    }

    private Checkpoint checkpoint() {
        Map<String, TransactionStatus> known = new HashMap<>();
        transactions.forEach(known::put);
        return locked(() ->
                new Checkpoint(List.copyOf(offsets), file.end(), last, commitHash, known, state));
    }

    private void write(Checkpoint checkpoint) {
        try {
            checkpoint.write(checkpointFile);
        } catch (IOException e) {
            LOG.warn("cannot write {}: {}", checkpointFile, e.toString());
        }
    }

    /** Waits for a checkpoint under way, then closes the file. */
    @Override
    public void close() throws IOException {
        Thread running = checkpointing;
        if (running != null) {
            try {
                running.join();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
        file.close();
    }
}
