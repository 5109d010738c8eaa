package org.pcm.gateway.information.fabric;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.pcm.cooperation.json.Fields;
import org.pcm.cooperation.json.Json;
import org.pcm.cooperation.json.JsonException;

/**
 * How to reach a Fabric network: peers and the identity to use there. Files are named relative to
 * the profile.
 *
 * @param peers at least one; the first that works is the gateway peer, and the commit is awaited on
 *     those of the endorsing organisations
 * @param mspId the organisation of the identity
 * @param certificate PEM
 * @param key PEM, PKCS #8
 * @param endorsers organisations that shall endorse; empty: the peer chooses
 * @param genesis SHA-256 of the channel's first block, hex
 */
public record Profile(
        List<PeerAddress> peers,
        String channel,
        String chaincode,
        String mspId,
        Path certificate,
        Path key,
        List<String> endorsers,
        Optional<String> genesis) {
    private static final int TEXT_MAX = 4_096;
    private static final int PEERS_MAX = 256;

    /** Copies the lists. */
    public Profile {
        peers = List.copyOf(peers);
        endorsers = List.copyOf(endorsers);
        if (peers.isEmpty()) {
            throw new JsonException("\"peers\" must name one at least");
        }
    }

    /** Reads a profile as the devnode or a local network writes it (docs/gateway.md). */
    public static Profile read(Path file) throws IOException {
        try {
            Path folder = file.resolveSibling("").toAbsolutePath();
            Fields fields = Json.readObject(Files.readAllBytes(file));
            String mspId = fields.text("mspId", TEXT_MAX);
            return new Profile(
                    peers(fields, folder, mspId),
                    fields.text("channel", TEXT_MAX),
                    fields.text("chaincode", TEXT_MAX),
                    mspId,
                    folder.resolve(fields.text("certificate", TEXT_MAX)),
                    folder.resolve(fields.text("key", TEXT_MAX)),
                    fields.has("endorsers") ? fields.texts("endorsers", 64, TEXT_MAX) : List.of(),
                    optional(fields, "genesis"));
        } catch (JsonException e) {
            throw new IOException(file + " is no connection profile: " + e.getMessage(), e);
        }
    }

    /** The peer named at the top comes first, whether it stands in the list as well or not. */
    private static List<PeerAddress> peers(Fields fields, Path folder, String mspId) {
        List<PeerAddress> peers = new ArrayList<>();
        if (fields.has("peers")) {
            peers.addAll(
                    fields.list(
                            "peers",
                            PEERS_MAX,
                            item -> {
                                Fields peer = Fields.of(item, "peers");
                                return peer(peer, folder, peer.text("mspId", TEXT_MAX));
                            }));
        }
        if (fields.has("address") || peers.isEmpty()) {
            PeerAddress named = peer(fields, folder, mspId);
            PeerAddress first =
                    peers.stream()
                            .filter(peer -> peer.address().equals(named.address()))
                            .findFirst()
                            .orElse(named);
            peers.remove(first);
            peers.add(0, first);
        }
        return peers;
    }

    private static PeerAddress peer(Fields fields, Path folder, String mspId) {
        return new PeerAddress(
                fields.text("address", TEXT_MAX),
                optional(fields, "tlsRoot").map(folder::resolve),
                optional(fields, "serverName"),
                mspId);
    }

    private static Optional<String> optional(Fields fields, String name) {
        return fields.has(name) ? Optional.of(fields.text(name, TEXT_MAX)) : Optional.empty();
    }

    /** Organisations with a peer here that may stand in for one of the {@link #endorsers}. */
    List<String> spares() {
        Stream<String> organisations = peers.stream().map(PeerAddress::mspId).distinct();
        return organisations.filter(mspId -> !endorsers.contains(mspId)).toList();
    }
}
