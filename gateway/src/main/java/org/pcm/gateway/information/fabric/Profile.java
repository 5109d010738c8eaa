package org.pcm.gateway.information.fabric;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.pcm.cooperation.json.Fields;
import org.pcm.cooperation.json.Json;
import org.pcm.cooperation.json.JsonException;

/**
 * How to reach a Fabric network: a peer's address and the identity to use there. Files are named
 * relative to the profile.
 *
 * @param address host and port of the gateway peer
 * @param tlsRoot PEM of the CA that signed the peer's TLS certificate; without it the connection is
 *     in plain text
 * @param serverName the name in that certificate, where it is not the address's
 * @param mspId the organisation of the identity
 * @param certificate PEM
 * @param key PEM, PKCS #8
 * @param endorsers organisations that shall endorse; empty: the peer chooses
 * @param genesis SHA-256 of the channel's first block, hex
 */
public record Profile(
        String address,
        Optional<Path> tlsRoot,
        Optional<String> serverName,
        String channel,
        String chaincode,
        String mspId,
        Path certificate,
        Path key,
        List<String> endorsers,
        Optional<String> genesis) {
    private static final int TEXT_MAX = 4_096;

    /** Copies the list. */
    public Profile {
        endorsers = List.copyOf(endorsers);
    }

    /** Reads a profile as the devnode writes it (docs/gateway.md). */
    public static Profile read(Path file) throws IOException {
        try {
            Path folder = file.resolveSibling("").toAbsolutePath();
            Fields fields = Json.readObject(Files.readAllBytes(file));
            return new Profile(
                    fields.text("address", TEXT_MAX),
                    optional(fields, "tlsRoot").map(folder::resolve),
                    optional(fields, "serverName"),
                    fields.text("channel", TEXT_MAX),
                    fields.text("chaincode", TEXT_MAX),
                    fields.text("mspId", TEXT_MAX),
                    folder.resolve(fields.text("certificate", TEXT_MAX)),
                    folder.resolve(fields.text("key", TEXT_MAX)),
                    fields.has("endorsers") ? fields.texts("endorsers", 64, TEXT_MAX) : List.of(),
                    optional(fields, "genesis"));
        } catch (JsonException e) {
            throw new IOException(file + " is no connection profile: " + e.getMessage(), e);
        }
    }

    private static Optional<String> optional(Fields fields, String name) {
        return fields.has(name) ? Optional.of(fields.text(name, TEXT_MAX)) : Optional.empty();
    }
}
