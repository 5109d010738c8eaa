package org.pcm.devnode.deliver;

import com.google.protobuf.InvalidProtocolBufferException;
import io.grpc.stub.ServerCallStreamObserver;
import io.grpc.stub.StreamObserver;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Function;
import org.hyperledger.fabric.protos.common.Block;
import org.hyperledger.fabric.protos.common.ChannelHeader;
import org.hyperledger.fabric.protos.common.Envelope;
import org.hyperledger.fabric.protos.common.Payload;
import org.hyperledger.fabric.protos.common.SignatureHeader;
import org.hyperledger.fabric.protos.common.Status;
import org.hyperledger.fabric.protos.orderer.SeekInfo;
import org.hyperledger.fabric.protos.orderer.SeekPosition;
import org.hyperledger.fabric.protos.peer.BlockAndPrivateData;
import org.hyperledger.fabric.protos.peer.DeliverGrpc;
import org.hyperledger.fabric.protos.peer.DeliverResponse;
import org.pcm.devnode.fault.Faults;
import org.pcm.devnode.identity.Membership;
import org.pcm.devnode.ledger.Ledger;

/** Fabric's Deliver service: whole blocks, filtered ones, and (there is none) private data. */
public final class DeliverService extends DeliverGrpc.DeliverImplBase {
    /** How far a request's clock may be off. */
    private static final Duration TIME_WINDOW = Duration.ofMinutes(15);

    private static final long NO_END = -1L;

    private final String channel;
    private final Membership membership;
    private final Ledger ledger;
    private final BlockPump pump;
    private final Faults faults;

    public DeliverService(
            String channel, Membership membership, Ledger ledger, BlockPump pump, Faults faults) {
        this.channel = channel;
        this.membership = membership;
        this.ledger = ledger;
        this.pump = pump;
        this.faults = faults;
    }

    @Override
    public StreamObserver<Envelope> deliver(StreamObserver<DeliverResponse> responses) {
        return serve(responses, b -> DeliverResponse.newBuilder().setBlock(b).build());
    }

    @Override
    public StreamObserver<Envelope> deliverFiltered(StreamObserver<DeliverResponse> responses) {
        return serve(responses, this::filtered);
    }

    /** Where a block cannot be filtered a status stands in its place, and the next follow. */
    private DeliverResponse filtered(Block block) {
        DeliverResponse.Builder response = DeliverResponse.newBuilder();
        try {
            response.setFilteredBlock(FilteredBlocks.of(block, channel));
        } catch (InvalidProtocolBufferException e) {
            response.setStatus(Status.BAD_REQUEST);
        }
        return response.build();
    }

    @Override
    public StreamObserver<Envelope> deliverWithPrivateData(
            StreamObserver<DeliverResponse> responses) {
        return serve(
                responses,
                b ->
                        DeliverResponse.newBuilder()
                                .setBlockAndPrivateData(
                                        BlockAndPrivateData.newBuilder().setBlock(b))
                                .build());
    }

    private StreamObserver<Envelope> serve(
            StreamObserver<DeliverResponse> responses, Function<Block, DeliverResponse> message) {
        Outlet<DeliverResponse> outlet =
                new Outlet<>((ServerCallStreamObserver<DeliverResponse>) responses, faults);
        return new Requests(outlet, message);
    }

    /** A client asks for one range after another and need never say that it is done. */
    private final class Requests implements StreamObserver<Envelope> {
        private final Outlet<DeliverResponse> outlet;
        private final Function<Block, DeliverResponse> message;
        private int open;
        private boolean lastRequest;

        Requests(Outlet<DeliverResponse> outlet, Function<Block, DeliverResponse> message) {
            this.outlet = outlet;
            this.message = message;
        }

        @Override
        public void onNext(Envelope request) {
            try {
                BlockPump.Range range = range(request);
                ranges(1);
                pump.start(
                        outlet,
                        range,
                        block -> Optional.of(message.apply(block)),
                        () -> {
                            answer(Status.SUCCESS);
                            ranges(-1);
                        });
            } catch (Refused e) {
                answer(e.status);
                outlet.complete();
            }
        }

        private void answer(Status status) {
            try {
                outlet.send(DeliverResponse.newBuilder().setStatus(status).build());
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }

        private synchronized void ranges(int more) {
            open += more;
            if (lastRequest && open == 0) {
                outlet.complete();
            }
        }

        @Override
        public void onError(Throwable error) {
            onCompleted();
        }

        /** What was asked for is still sent. */
        @Override
        public synchronized void onCompleted() {
            lastRequest = true;
            ranges(0);
        }
    }

    private static final class Refused extends Exception {
        private static final long serialVersionUID = 1L;
        private final transient Status status;

        Refused(Status status) {
            super(status.name(), null, false, false);
            this.status = status;
        }
    }

    private BlockPump.Range range(Envelope request) throws Refused {
        try {
            Payload payload = Payload.parseFrom(request.getPayload());
            ChannelHeader header = ChannelHeader.parseFrom(payload.getHeader().getChannelHeader());
            SignatureHeader signature =
                    SignatureHeader.parseFrom(payload.getHeader().getSignatureHeader());
            SeekInfo seek = SeekInfo.parseFrom(payload.getData());
            require(inTime(header), Status.BAD_REQUEST);
            require(header.getChannelId().equals(channel), Status.NOT_FOUND);
            require(
                    membership
                            .signer(
                                    signature.getCreator(),
                                    request.getSignature(),
                                    request.getPayload().toByteArray())
                            .isPresent(),
                    Status.FORBIDDEN);
            return range(seek);
        } catch (InvalidProtocolBufferException e) {
            throw new Refused(Status.BAD_REQUEST);
        }
    }

    private BlockPump.Range range(SeekInfo seek) throws Refused {
        require(seek.hasStart() && seek.hasStop(), Status.BAD_REQUEST);
        long height = ledger.height();
        long first = position(seek.getStart(), height, height);
        BlockPump.Range range =
                new BlockPump.Range(first, position(seek.getStop(), height, NO_END));
        require(!range.empty(), Status.BAD_REQUEST);
        require(
                seek.getBehavior() != SeekInfo.SeekBehavior.FAIL_IF_NOT_READY
                        || Long.compareUnsigned(first, height) < 0,
                Status.NOT_FOUND);
        return range;
    }

    private static long position(SeekPosition position, long height, long otherwise) {
        return switch (position.getTypeCase()) {
            case OLDEST -> 0;
            case NEWEST -> height - 1;
            case SPECIFIED -> position.getSpecified().getNumber();
            case NEXT_COMMIT, TYPE_NOT_SET -> otherwise;
        };
    }

    private static boolean inTime(ChannelHeader header) {
        Instant sent = Instant.ofEpochSecond(header.getTimestamp().getSeconds());
        return header.hasTimestamp()
                && Duration.between(sent, Instant.now()).abs().compareTo(TIME_WINDOW) <= 0;
    }

    private static void require(boolean holds, Status otherwise) throws Refused {
        if (!holds) {
            throw new Refused(otherwise);
        }
    }
}
