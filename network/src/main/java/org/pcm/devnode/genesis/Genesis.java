package org.pcm.devnode.genesis;

import com.google.protobuf.ByteString;
import com.google.protobuf.Timestamp;
import java.security.SecureRandom;
import java.time.Instant;
import org.hyperledger.fabric.protos.common.Block;
import org.hyperledger.fabric.protos.common.BlockData;
import org.hyperledger.fabric.protos.common.BlockHeader;
import org.hyperledger.fabric.protos.common.BlockMetadata;
import org.hyperledger.fabric.protos.common.ChannelHeader;
import org.hyperledger.fabric.protos.common.Config;
import org.hyperledger.fabric.protos.common.ConfigEnvelope;
import org.hyperledger.fabric.protos.common.Envelope;
import org.hyperledger.fabric.protos.common.Header;
import org.hyperledger.fabric.protos.common.HeaderType;
import org.hyperledger.fabric.protos.common.LastConfig;
import org.hyperledger.fabric.protos.common.Metadata;
import org.hyperledger.fabric.protos.common.OrdererBlockMetadata;
import org.hyperledger.fabric.protos.common.Payload;
import org.hyperledger.fabric.protos.common.SignatureHeader;
import org.pcm.devnode.block.Hashes;

/** Wraps a channel's configuration into block 0, which nobody signs: one trusts it by its hash. */
public final class Genesis {
    /** Bytes of a nonce, as Fabric makes them. */
    private static final int NONCE_BYTES = 24;

    private Genesis() {}

    public static Block block(ChannelConfiguration configuration) {
        ConfigEnvelope config =
                ConfigEnvelope.newBuilder()
                        .setConfig(Config.newBuilder().setChannelGroup(configuration.tree()))
                        .build();
        BlockData data =
                BlockData.newBuilder()
                        .addData(envelope(configuration.channel(), config).toByteString())
                        .build();
        return Block.newBuilder()
                .setHeader(BlockHeader.newBuilder().setNumber(0).setDataHash(Hashes.dataHash(data)))
                .setData(data)
                .setMetadata(metadata())
                .build();
    }

    private static Envelope envelope(String channel, ConfigEnvelope config) {
        byte[] random = new byte[NONCE_BYTES];
        new SecureRandom().nextBytes(random);
        ByteString nonce = ByteString.copyFrom(random);
        Instant now = Instant.now();
        ChannelHeader channelHeader =
                ChannelHeader.newBuilder()
                        .setType(HeaderType.CONFIG_VALUE)
                        .setVersion(1)
                        .setTimestamp(
                                Timestamp.newBuilder()
                                        .setSeconds(now.getEpochSecond())
                                        .setNanos(now.getNano()))
                        .setChannelId(channel)
                        .setTxId(Hashes.transactionId(nonce, ByteString.EMPTY))
                        .build();
        Header header =
                Header.newBuilder()
                        .setChannelHeader(channelHeader.toByteString())
                        .setSignatureHeader(
                                SignatureHeader.newBuilder().setNonce(nonce).build().toByteString())
                        .build();
        Payload payload =
                Payload.newBuilder().setHeader(header).setData(config.toByteString()).build();
        return Envelope.newBuilder().setPayload(payload.toByteString()).build();
    }

    /** Signatures, last configuration, one valid transaction, two slots that stay empty. */
    private static BlockMetadata metadata() {
        LastConfig last = LastConfig.newBuilder().setIndex(0).build();
        OrdererBlockMetadata signed = OrdererBlockMetadata.newBuilder().setLastConfig(last).build();
        return BlockMetadata.newBuilder()
                .addMetadata(value(signed.toByteString()))
                .addMetadata(value(last.toByteString()))
                .addMetadata(ByteString.copyFrom(new byte[1]))
                .addMetadata(ByteString.EMPTY)
                .addMetadata(ByteString.EMPTY)
                .build();
    }

    private static ByteString value(ByteString bytes) {
        return Metadata.newBuilder().setValue(bytes).build().toByteString();
    }
}
