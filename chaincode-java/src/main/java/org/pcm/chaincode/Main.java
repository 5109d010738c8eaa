package org.pcm.chaincode;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;

/**
 * The chaincode as a process of its own, set up by the variables that Fabric's chaincode services
 * use: {@code CORE_CHAINCODE_ID_NAME}, {@code CHAINCODE_SERVER_ADDRESS} (host:port), for mutual TLS
 * {@code CHAINCODE_TLS_CERT}, {@code CHAINCODE_TLS_KEY} and {@code CHAINCODE_CLIENT_CA_CERT} (PEM
 * files), and {@code PCM_HEALTH_PORT}.
 */
public final class Main {
    private Main() {}

    /** Serves until the process is told to stop. */
    public static void main(String[] args) throws IOException, InterruptedException {
        NativeSha256.install();
        ChaincodeService service = ChaincodeService.start(options(System.getenv()));
        Runtime.getRuntime().addShutdownHook(new Thread(service::close));
        System.out.println(
                "chaincode listens at "
                        + service.address()
                        + ", health at "
                        + service.healthAddress());
        new CountDownLatch(1).await();
    }

    static ChaincodeService.Options options(Map<String, String> environment) {
        String address = need(environment, "CHAINCODE_SERVER_ADDRESS");
        int colon = address.lastIndexOf(':');
        if (colon < 1) {
            throw new IllegalArgumentException(
                    "CHAINCODE_SERVER_ADDRESS must be host:port, not " + address);
        }
        return new ChaincodeService.Options(
                need(environment, "CORE_CHAINCODE_ID_NAME"),
                address.substring(0, colon),
                Integer.parseInt(address.substring(colon + 1)),
                Integer.parseInt(environment.getOrDefault("PCM_HEALTH_PORT", "0")),
                tls(environment));
    }

    private static Optional<TlsIdentity> tls(Map<String, String> environment) {
        if (!environment.containsKey("CHAINCODE_TLS_CERT")) {
            return Optional.empty();
        }
        return Optional.of(
                new TlsIdentity(
                        Path.of(need(environment, "CHAINCODE_TLS_CERT")),
                        Path.of(need(environment, "CHAINCODE_TLS_KEY")),
                        Path.of(need(environment, "CHAINCODE_CLIENT_CA_CERT"))));
    }

    private static String need(Map<String, String> environment, String name) {
        @Nullable String value = environment.get(name);
        if (value == null || value.isBlank()) {
            throw new IllegalArgumentException("set " + name);
        }
        return value;
    }
}
