package org.pcm.bench.host;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.pcm.gateway.information.fabric.PeerAddress;
import org.pcm.gateway.information.fabric.Profile;

/**
 * How to reach a peer with the official client, out of the connection profile that the gateway is
 * given too: both sides of the comparison use the same address and identity.
 *
 * @param tlsRoot PEM of whom to trust; without it the connection is in plain text
 * @param certificate PEM
 * @param key PEM, PKCS#8
 * @param endorsers the organisations that the gateway asks to endorse
 */
public record FabricAccess(
        String address,
        Optional<Path> tlsRoot,
        String channel,
        String mspId,
        Path certificate,
        Path key,
        List<String> endorsers) {
    /** Copies the list. */
    public FabricAccess {
        endorsers = List.copyOf(endorsers);
    }

    /** Reads a connection profile (docs/gateway.md). */
    public static FabricAccess read(Path file) throws IOException {
        Profile profile = Profile.read(file);
        PeerAddress peer = profile.peers().getFirst();
        return new FabricAccess(
                peer.address(),
                peer.tlsRoot(),
                profile.channel(),
                profile.mspId(),
                profile.certificate(),
                profile.key(),
                profile.endorsers());
    }
}
