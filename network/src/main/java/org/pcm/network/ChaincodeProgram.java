package org.pcm.network;

import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * A chaincode service that every organisation of a local network runs for itself.
 *
 * <p>The process is told by Fabric's usual variables what it is and where to listen: {@code
 * CORE_CHAINCODE_ID_NAME}, {@code CHAINCODE_SERVER_ADDRESS}, for mutual TLS {@code
 * CHAINCODE_TLS_CERT}, {@code CHAINCODE_TLS_KEY}, {@code CHAINCODE_CLIENT_CA_CERT} (PEM files), and
 * {@code PCM_ORGANISATION} (its number).
 *
 * @param name its name on the channel
 * @param version the definition's; any text, but another one for other code
 * @param command what is run
 * @param environment further variables
 */
public record ChaincodeProgram(
        String name, String version, List<String> command, Map<String, String> environment) {
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9]+([-_][A-Za-z0-9]+)*");
    private static final Pattern VERSION = Pattern.compile("[A-Za-z0-9_.+-]+");

    public ChaincodeProgram {
        if (!NAME.matcher(name).matches()) {
            throw new IllegalArgumentException(
                    "a chaincode's name has letters, digits, - and _, which " + name + " has not");
        }
        if (!VERSION.matcher(version).matches()) {
            throw new IllegalArgumentException(
                    "a version has letters, digits and _.+-, which " + version + " has not");
        }
        command = List.copyOf(command);
        environment = Map.copyOf(environment);
    }

    /** Version 1, without further variables. */
    public static ChaincodeProgram of(String name, List<String> command) {
        return new ChaincodeProgram(name, "1", command, Map.of());
    }

    public ChaincodeProgram withVersion(String newVersion) {
        return new ChaincodeProgram(name, newVersion, command, environment);
    }
}
