package org.pcm.devnode.gateway;

import com.google.rpc.Code;
import java.util.List;
import java.util.Optional;
import org.hyperledger.fabric.protos.common.Block;
import org.hyperledger.fabric.protos.gateway.ChaincodeEventsRequest;
import org.hyperledger.fabric.protos.gateway.ChaincodeEventsResponse;
import org.hyperledger.fabric.protos.peer.ChaincodeEvent;
import org.pcm.devnode.block.BlockReading;
import org.pcm.devnode.ledger.Ledger;
import org.pcm.devnode.ledger.TransactionStatus;

/**
 * One client's wish for the events of a chaincode. A client that comes back names the last
 * transaction it has seen: it gets what follows this in the same block, and everything after.
 */
final class EventRequest {
    private final ChaincodeEventsRequest request;
    private final long firstBlock;
    private boolean resumed;

    private EventRequest(ChaincodeEventsRequest request, long firstBlock) {
        this.request = request;
        this.firstBlock = firstBlock;
        this.resumed = request.getAfterTransactionId().isEmpty();
    }

    static EventRequest of(ChaincodeEventsRequest request, Ledger ledger) throws RpcError {
        Optional<Long> after =
                ledger.find(request.getAfterTransactionId()).map(TransactionStatus::block);
        return new EventRequest(
                request, after.isPresent() ? after.get() : start(request, ledger.height()));
    }

    private static long start(ChaincodeEventsRequest request, long height) throws RpcError {
        return switch (request.getStartPosition().getTypeCase()) {
            case SPECIFIED -> request.getStartPosition().getSpecified().getNumber();
            case NEXT_COMMIT, TYPE_NOT_SET -> height;
            case OLDEST, NEWEST ->
                    throw new RpcError(
                            Code.INVALID_ARGUMENT,
                            "invalid start position type: "
                                    + request.getStartPosition().getTypeCase());
        };
    }

    long firstBlock() {
        return firstBlock;
    }

    /** What the client gets of a block, if anything; to be asked for each block in turn. */
    Optional<ChaincodeEventsResponse> events(Block block) {
        List<ChaincodeEvent> events =
                BlockReading.entries(block).stream()
                        .map(BlockReading::event)
                        .flatMap(Optional::stream)
                        .filter(this::wanted)
                        .toList();
        return events.isEmpty()
                ? Optional.empty()
                : Optional.of(
                        ChaincodeEventsResponse.newBuilder()
                                .setBlockNumber(block.getHeader().getNumber())
                                .addAllEvents(events)
                                .build());
    }

    private boolean wanted(ChaincodeEvent event) {
        if (!resumed) {
            resumed = event.getTxId().equals(request.getAfterTransactionId());
            return false;
        }
        return !event.getEventName().isEmpty()
                && event.getChaincodeId().equals(request.getChaincodeId());
    }
}
