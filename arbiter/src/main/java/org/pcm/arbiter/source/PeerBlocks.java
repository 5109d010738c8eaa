package org.pcm.arbiter.source;

import com.google.protobuf.ByteString;
import io.grpc.Channel;
import java.io.Closeable;
import java.io.IOException;
import java.util.function.UnaryOperator;
import org.hyperledger.fabric.protos.orderer.SeekNewest;
import org.hyperledger.fabric.protos.orderer.SeekPosition;
import org.hyperledger.fabric.protos.orderer.SeekSpecified;
import org.jspecify.annotations.Nullable;

/**
 * Blocks straight from a peer, by Fabric's Deliver service. Reading in order keeps one stream open;
 * reading elsewhere begins another. For one thread.
 */
public final class PeerBlocks implements BlockSource {
    private static final SeekPosition NEWEST =
            SeekPosition.newBuilder().setNewest(SeekNewest.getDefaultInstance()).build();

    private final Channel connection;
    private final Caller caller;
    private final String name;
    private final Closeable afterwards;
    private @Nullable DeliverStream stream;
    private long next;

    /**
     * Who asks. A peer shows its blocks only to members of the channel.
     *
     * @param channel the Fabric channel's name
     * @param identity a serialised {@code msp.SerializedIdentity}
     * @param signature signs a message with that identity's key: ECDSA over SHA-256, DER, low S
     */
    public record Caller(
            String channel, ByteString identity, UnaryOperator<ByteString> signature) {}

    /**
     * Blocks of a peer.
     *
     * @param connection to the peer; must take messages as large as the channel's blocks
     * @param name the peer's, for people
     * @param afterwards closed with this source, such as the connection
     */
    public PeerBlocks(Channel connection, Caller caller, String name, Closeable afterwards) {
        this.connection = connection;
        this.caller = caller;
        this.name = name;
        this.afterwards = afterwards;
    }

    @Override
    public long height() throws IOException {
        try (DeliverStream newest = DeliverStream.open(connection, caller, NEWEST, NEWEST)) {
            return newest.next().getHeader().getNumber() + 1;
        } catch (IOException e) {
            throw failed(e);
        }
    }

    @Override
    public ByteString read(long number) throws IOException {
        try {
            DeliverStream open = stream;
            if (open == null || number != next) {
                stop();
                open = DeliverStream.open(connection, caller, at(number), at(Long.MAX_VALUE));
                stream = open;
            }
            next = number + 1;
            return open.next().toByteString();
        } catch (IOException e) {
            stop();
            throw failed(e);
        }
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public void close() throws IOException {
        stop();
        afterwards.close();
    }

    private void stop() {
        if (stream != null) {
            stream.close();
            stream = null;
        }
    }

    private IOException failed(IOException e) {
        return new IOException("the peer " + name + " gives no blocks: " + e.getMessage(), e);
    }

    private static SeekPosition at(long number) {
        return SeekPosition.newBuilder()
                .setSpecified(SeekSpecified.newBuilder().setNumber(number))
                .build();
    }
}
