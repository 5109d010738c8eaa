package org.pcm.bench.host;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.pcm.cooperation.json.Fields;
import org.pcm.cooperation.json.Json;

/**
 * How to reach the ledger with the official client, out of the connection profile that the gateway
 * is given too: both sides of the comparison use the same address and identity.
 *
 * @param tlsRoot PEM of whom to trust
 * @param certificate PEM
 * @param key PEM, PKCS#8
 */
public record FabricAccess(
        String address, Path tlsRoot, String channel, String mspId, Path certificate, Path key) {
    private static final int TEXT_MAX = 4_096;

    /** Reads the devnode's profile. */
    static FabricAccess read(Path profile) throws IOException {
        Fields fields = Json.readObject(Files.readAllBytes(profile));
        return new FabricAccess(
                fields.text("address", TEXT_MAX),
                Path.of(fields.text("tlsRoot", TEXT_MAX)),
                fields.text("channel", TEXT_MAX),
                fields.text("mspId", TEXT_MAX),
                Path.of(fields.text("certificate", TEXT_MAX)),
                Path.of(fields.text("key", TEXT_MAX)));
    }
}
