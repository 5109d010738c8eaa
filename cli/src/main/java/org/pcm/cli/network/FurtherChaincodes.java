package org.pcm.cli.network;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.pcm.cli.console.Failure;
import org.pcm.devnode.Devnode;
import org.pcm.devnode.chaincode.ChaincodeEndpoint;

/**
 * Chaincodes beside the contract, not ours: each is a service somewhere, one for all organisations
 * or one for each.
 *
 * @param servers where each one's servers listen (host:port), by name
 * @param byTls the names of those that are reached by mutual TLS instead of plain text
 */
public record FurtherChaincodes(Map<String, List<String>> servers, Set<String> byTls) {
    /** The contract alone. */
    public static final FurtherChaincodes NONE = new FurtherChaincodes(Map.of(), Set.of());

    /** Names as Fabric allows them. */
    private static final Pattern NAME = Pattern.compile("[a-zA-Z0-9]+([-_][a-zA-Z0-9]+)*");

    private static final Pattern SERVER = Pattern.compile("[^\\s:,]+:[0-9]{1,5}");

    /**
     * Checks names and addresses.
     *
     * @throws Failure when one is not as it must be
     */
    public FurtherChaincodes {
        servers = Map.copyOf(servers);
        byTls = Set.copyOf(byTls);
        servers.forEach(FurtherChaincodes::check);
        Set<String> unknown = new TreeSet<>(byTls);
        unknown.removeAll(servers.keySet());
        if (!unknown.isEmpty()) {
            throw new Failure(
                    "--chaincode-tls names no --chaincode: " + String.join(", ", unknown));
        }
    }

    /** Reads {@code NAME=HOST:PORT[,HOST:PORT…]}, as the options bring it. */
    static FurtherChaincodes of(Map<String, String> options, List<String> byTls) {
        Map<String, List<String>> servers = new LinkedHashMap<>();
        options.forEach((name, addresses) -> servers.put(name, List.of(addresses.split(",", -1))));
        return new FurtherChaincodes(servers, Set.copyOf(byTls));
    }

    private static void check(String name, List<String> servers) {
        if (!NAME.matcher(name).matches() || name.equals(LocalLedger.CHAINCODE)) {
            throw new Failure(
                    "a further chaincode cannot be called "
                            + name
                            + ": letters, digits, single - or _ between them, and not "
                            + LocalLedger.CHAINCODE);
        }
        if (servers.size() > Devnode.Options.MAX_SERVERS) {
            throw new Failure(
                    "chaincode "
                            + name
                            + " has more servers than there are organisations ("
                            + Devnode.Options.MAX_SERVERS
                            + ")");
        }
        servers.forEach(server -> {
            if (!SERVER.matcher(server).matches()) {
                throw new Failure(
                        "chaincode "
                                + name
                                + " is to be reached at "
                                + server
                                + ", which is not HOST:PORT");
            }
        });
    }

    /**
     * How a devnode reaches them.
     *
     * @param data its folder, where TLS keys lie or are made
     */
    Map<String, List<ChaincodeEndpoint>> endpoints(Path data) throws IOException {
        Map<String, List<ChaincodeEndpoint>> endpoints = new LinkedHashMap<>();
        for (Map.Entry<String, List<String>> entry : servers.entrySet()) {
            List<ChaincodeEndpoint> own = new ArrayList<>();
            for (String server : entry.getValue()) {
                own.add(
                        byTls.contains(entry.getKey())
                                ? ChaincodeEndpoint.tls(
                                        server, Devnode.chaincodeTls(data, entry.getKey()))
                                : ChaincodeEndpoint.plain(server));
            }
            endpoints.put(entry.getKey(), own);
        }
        return endpoints;
    }
}
