package org.pcm.gateway.information.fabric;

import java.io.IOException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The connections to a profile's peers, shared by transactions and block streams. One of them is
 * the gateway peer: the first that works. One that fails is left alone for a while and comes back
 * when its connection stands again.
 */
public final class FabricLink implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(FabricLink.class);

    private final Profile profile;
    private final ClientIdentity client;
    private final List<PeerLink> peers;
    private final InstantSource clock;
    private final AtomicLong newestBlock = new AtomicLong(-1);

    private FabricLink(
            Profile profile, ClientIdentity client, List<PeerLink> peers, InstantSource clock) {
        this.profile = profile;
        this.client = client;
        this.peers = List.copyOf(peers);
        this.clock = clock;
    }

    /** Prepares the connections. */
    public static FabricLink open(Profile profile) throws IOException {
        ClientIdentity client = ClientIdentity.read(profile);
        List<PeerLink> peers = new ArrayList<>();
        try {
            for (PeerAddress peer : profile.peers()) {
                peers.add(PeerLink.open(peer, client));
            }
        } catch (IOException e) {
            peers.forEach(PeerLink::close);
            throw e;
        }
        return new FabricLink(profile, client, peers, InstantSource.system());
    }

    Profile profile() {
        return profile;
    }

    ClientIdentity client() {
        return client;
    }

    InstantSource clock() {
        return clock;
    }

    /** How many peers there are to try. */
    int size() {
        return peers.size();
    }

    /** The gateway peer. Where all have failed, the one that has been left alone longest. */
    PeerLink current() {
        long nowMillis = clock.millis();
        return peers.stream()
                .filter(peer -> isUsable(peer, nowMillis))
                .findFirst()
                .orElseGet(() ->
                        peers.stream()
                                .min(Comparator.comparingLong(p -> p.penalty().untilMillis()))
                                .orElseThrow());
    }

    private static boolean isUsable(PeerLink peer, long nowMillis) {
        return !peer.penalty().failedBefore()
                || (nowMillis >= peer.penalty().untilMillis() && peer.isConnected());
    }

    /** The peer did not answer, or not as it should. */
    void failed(PeerLink peer, String why) {
        peer.penalty().fail(clock.millis());
        if (peers.size() > 1) {
            LOG.info("leaving {} alone for a while: {}", peer.peer().address(), why);
        }
    }

    /** The peer answered as it should. */
    void works(PeerLink peer) {
        peer.penalty().clear();
    }

    /** The peers of these organisations. */
    List<PeerLink> of(Collection<String> organisations) {
        return peers.stream().filter(p -> organisations.contains(p.peer().mspId())).toList();
    }

    /** A peer says that there is a block of this number: the stream should bring it soon. */
    void announce(long block) {
        newestBlock.accumulateAndGet(block, Math::max);
    }

    /** The highest number that was announced, -1 before the first. */
    long newestBlock() {
        return newestBlock.get();
    }

    @Override
    public void close() {
        peers.forEach(PeerLink::close);
    }
}
