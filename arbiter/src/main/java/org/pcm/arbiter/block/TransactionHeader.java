package org.pcm.arbiter.block;

import com.google.protobuf.ByteString;
import java.time.Instant;
import org.hyperledger.fabric.protos.common.ChannelHeader;
import org.hyperledger.fabric.protos.common.SignatureHeader;

/**
 * Who sent a transaction, when and to which channel.
 *
 * @param type a {@code common.HeaderType}
 * @param timestamp as the sender set it; a chaincode sees the same
 * @param epoch always 0 so far
 * @param creator the sender's serialised identity; empty in a genesis block
 * @param channelHeader the bytes that the proposal hash covers
 * @param extension for chaincode calls a {@code ChaincodeHeaderExtension}
 */
public record TransactionHeader(
        int type,
        Instant timestamp,
        String txId,
        String channel,
        long epoch,
        ByteString creator,
        ByteString nonce,
        ByteString channelHeader,
        ByteString extension) {

    static TransactionHeader parse(org.hyperledger.fabric.protos.common.Header header)
            throws Malformed {
        ChannelHeader channel =
                Wire.parse(ChannelHeader.parser(), header.getChannelHeader(), "the channel header");
        SignatureHeader signature =
                Wire.parse(
                        SignatureHeader.parser(),
                        header.getSignatureHeader(),
                        "the signature header");
        return new TransactionHeader(
                channel.getType(),
                Instant.ofEpochSecond(
                        channel.getTimestamp().getSeconds(), channel.getTimestamp().getNanos()),
                channel.getTxId(),
                channel.getChannelId(),
                channel.getEpoch(),
                signature.getCreator(),
                signature.getNonce(),
                header.getChannelHeader(),
                channel.getExtension());
    }
}
