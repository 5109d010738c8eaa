package org.pcm.gateway.information.index;

import com.google.protobuf.ByteString;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.hyperledger.fabric.protos.ledger.rwset.kvrwset.KVWrite;
import org.pcm.arbiter.block.Block;
import org.pcm.arbiter.block.Invocation;
import org.pcm.cooperation.event.EventBatch;
import org.pcm.cooperation.json.JsonException;
import org.pcm.cooperation.member.Founding;
import org.pcm.cooperation.page.PageKeys;
import org.pcm.cooperation.submission.BatchResult;
import org.pcm.cooperation.submission.Submission;
import org.pcm.gateway.information.message.Batch;
import org.pcm.gateway.information.message.LaneHead;
import org.pcm.gateway.information.message.Placed;

/** Reads what the contract said out of a block. Only valid transactions of its chaincode count. */
final class BatchReader {
    private static final ByteString SUBMIT = ByteString.copyFromUtf8("submit");
    private static final ByteString FOUND = ByteString.copyFromUtf8("found");
    private static final int ARGUMENTS_BEFORE_SUBMISSIONS = 2; // the function and the lane

    private final String chaincode;

    BatchReader(String chaincode) {
        this.chaincode = chaincode;
    }

    /** A batch and what the head page it left says. */
    record Read(Batch batch, LaneHead head) {}

    List<Read> read(Block block) {
        List<Read> batches = new ArrayList<>();
        for (Invocation call : block.validInvocations(chaincode)) {
            if (isCall(call, SUBMIT)) {
                event(call).ifPresent(e -> batches.add(batch(block.number(), call, e)));
            }
        }
        return batches;
    }

    /** What the contract was founded with, where that happened in this block. */
    Optional<Founding> founding(Block block) {
        return block.validInvocations(chaincode).stream()
                .filter(call -> isCall(call, FOUND))
                .map(call -> Founding.read(call.arguments().get(1).toByteArray()))
                .findFirst();
    }

    private static boolean isCall(Invocation call, ByteString function) {
        return !call.arguments().isEmpty() && call.arguments().getFirst().equals(function);
    }

    private static Optional<EventBatch> event(Invocation call) {
        return call.event()
                .filter(event -> event.name().equals(EventBatch.NAME))
                .map(event -> EventBatch.read(event.payload().toByteArray()));
    }

    private Read batch(long block, Invocation call, EventBatch events) {
        BatchResult result = BatchResult.read(call.payload().toByteArray());
        List<Placed> placed = new ArrayList<>(result.outcomes().size());
        for (int i = 0; i < result.outcomes().size(); i++) {
            ByteString jws = call.arguments().get(ARGUMENTS_BEFORE_SUBMISSIONS + i);
            placed.add(new Placed(submission(jws), result.outcomes().get(i)));
        }
        Batch batch =
                new Batch(
                        events.lane(),
                        events.version(),
                        events.clock(),
                        block,
                        call.index(),
                        call.header().txId(),
                        events.events(),
                        placed);
        return new Read(batch, head(call, events.lane()));
    }

    /** Every batch writes its lane's head, but where nobody could open the lane. */
    private LaneHead head(Invocation call, String lane) {
        String key = PageKeys.head(lane);
        return call.accessTo(chaincode).stream()
                .flatMap(access -> access.keys().getWritesList().stream())
                .filter(write -> write.getKey().equals(key))
                .map(KVWrite::getValue)
                .map(page -> LaneHead.read(lane, page.toByteArray()))
                .findFirst()
                .orElse(LaneHead.NONE);
    }

    private static Optional<Submission> submission(ByteString jws) {
        try {
            return Optional.of(Submission.parse(jws.toByteArray()));
        } catch (JsonException e) {
            return Optional.empty(); // the ledger holds it and says Malformed or TooLarge
        }
    }
}
