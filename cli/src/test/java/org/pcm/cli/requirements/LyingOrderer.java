package org.pcm.cli.requirements;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import io.grpc.Server;
import io.grpc.netty.shaded.io.grpc.netty.GrpcSslContexts;
import io.grpc.netty.shaded.io.grpc.netty.NettyServerBuilder;
import io.grpc.stub.StreamObserver;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.Signature;
import java.util.concurrent.atomic.AtomicInteger;
import org.hyperledger.fabric.protos.common.Block;
import org.hyperledger.fabric.protos.common.BlockData;
import org.hyperledger.fabric.protos.common.BlockHeader;
import org.hyperledger.fabric.protos.common.BlockMetadata;
import org.hyperledger.fabric.protos.common.Envelope;
import org.hyperledger.fabric.protos.common.IdentifierHeader;
import org.hyperledger.fabric.protos.common.LastConfig;
import org.hyperledger.fabric.protos.common.Metadata;
import org.hyperledger.fabric.protos.common.MetadataSignature;
import org.hyperledger.fabric.protos.common.OrdererBlockMetadata;
import org.hyperledger.fabric.protos.common.Payload;
import org.hyperledger.fabric.protos.common.Status;
import org.hyperledger.fabric.protos.orderer.AtomicBroadcastGrpc;
import org.hyperledger.fabric.protos.orderer.BroadcastResponse;
import org.hyperledger.fabric.protos.orderer.DeliverResponse;
import org.hyperledger.fabric.protos.orderer.SeekInfo;
import org.pcm.devnode.block.Hashes;

/**
 * A Byzantine orderer: it sits at an orderer's address with that orderer's keys, takes part in no
 * consensus, tells every client that its transaction was taken and drops it, and hands every peer
 * that asks for blocks a forged one that only it has signed.
 */
final class LyingOrderer extends AtomicBroadcastGrpc.AtomicBroadcastImplBase
        implements AutoCloseable {
    private final AtomicInteger dropped = new AtomicInteger();
    private final AtomicInteger forged = new AtomicInteger();
    private final int consenter;
    private final PrivateKey key;
    private final Server server;

    /**
     * Takes an orderer's place.
     *
     * @param consenter its number in the channel's configuration
     * @param tlsCertificate PEM, and {@code tlsKey} belongs to it
     * @param key what it signs blocks with
     */
    LyingOrderer(int port, int consenter, Path tlsCertificate, Path tlsKey, PrivateKey key)
            throws IOException {
        this.consenter = consenter;
        this.key = key;
        this.server =
                NettyServerBuilder.forAddress(
                                new InetSocketAddress(InetAddress.getLoopbackAddress(), port))
                        .sslContext(
                                GrpcSslContexts.forServer(tlsCertificate.toFile(), tlsKey.toFile())
                                        .build())
                        .addService(this)
                        .build()
                        .start();
    }

    /** How many transactions it has made away with. */
    int dropped() {
        return dropped.get();
    }

    /** How many forged blocks it has told. */
    int forged() {
        return forged.get();
    }

    @Override
    public StreamObserver<Envelope> broadcast(StreamObserver<BroadcastResponse> client) {
        return new Requests<>(client) {
            @Override
            public void onNext(Envelope transaction) {
                dropped.incrementAndGet();
                client.onNext(BroadcastResponse.newBuilder().setStatus(Status.SUCCESS).build());
            }
        };
    }

    @Override
    public StreamObserver<Envelope> deliver(StreamObserver<DeliverResponse> peer) {
        return new Requests<>(peer) {
            @Override
            public void onNext(Envelope request) {
                peer.onNext(DeliverResponse.newBuilder().setBlock(forge(start(request))).build());
                forged.incrementAndGet();
            }
        };
    }

    /** Whoever has said enough is answered the same. */
    private abstract static class Requests<T> implements StreamObserver<Envelope> {
        private final StreamObserver<T> answers;

        Requests(StreamObserver<T> answers) {
            this.answers = answers;
        }

        @Override
        public void onError(Throwable gone) {}

        @Override
        public void onCompleted() {
            answers.onCompleted();
        }
    }

    private static long start(Envelope request) {
        try {
            Payload payload = Payload.parseFrom(request.getPayload());
            return SeekInfo.parseFrom(payload.getData()).getStart().getSpecified().getNumber();
        } catch (InvalidProtocolBufferException e) {
            throw new IllegalArgumentException("no request for blocks", e);
        }
    }

    private Block forge(long number) {
        BlockData data =
                BlockData.newBuilder()
                        .addData(ByteString.copyFrom("nobody sent this", StandardCharsets.US_ASCII))
                        .build();
        BlockHeader header =
                BlockHeader.newBuilder()
                        .setNumber(number)
                        .setPreviousHash(Hashes.dataHash(data))
                        .setDataHash(Hashes.dataHash(data))
                        .build();
        return Block.newBuilder()
                .setHeader(header)
                .setData(data)
                .setMetadata(
                        BlockMetadata.newBuilder()
                                .addMetadata(signatures(header).toByteString())
                                .addMetadata(ByteString.EMPTY)
                                .addMetadata(ByteString.EMPTY)
                                .addMetadata(ByteString.EMPTY)
                                .addMetadata(ByteString.EMPTY))
                .build();
    }

    private Metadata signatures(BlockHeader header) {
        ByteString value =
                OrdererBlockMetadata.newBuilder()
                        .setLastConfig(LastConfig.getDefaultInstance())
                        .build()
                        .toByteString();
        ByteString identifier =
                IdentifierHeader.newBuilder()
                        .setIdentifier(consenter)
                        .setNonce(Hashes.headerHash(header))
                        .build()
                        .toByteString();
        ByteString signed =
                value.concat(identifier).concat(ByteString.copyFrom(Hashes.headerBytes(header)));
        return Metadata.newBuilder()
                .setValue(value)
                .addSignatures(
                        MetadataSignature.newBuilder()
                                .setIdentifierHeader(identifier)
                                .setSignature(sign(signed)))
                .build();
    }

    private ByteString sign(ByteString bytes) {
        try {
            Signature signature = Signature.getInstance("SHA256withECDSA");
            signature.initSign(key);
            signature.update(bytes.toByteArray());
            return ByteString.copyFrom(signature.sign());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("the orderer's key does not sign", e);
        }
    }

    @Override
    public void close() {
        server.shutdownNow();
    }
}
