package org.pcm.devnode;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Everything a program needs to connect: address, TLS root, channel, chaincode, a client's
 * identity, who endorses, and the genesis hash. Written as JSON.
 */
record ConnectionProfile(Devnode node, String chaincode) {
    Path write(Path file) throws IOException {
        Path draft = file.resolveSibling(file.getFileName() + ".draft");
        Files.writeString(draft, json());
        return Files.move(
                draft, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    private String json() {
        ClientIdentity client = node.clientIdentity(1);
        StringBuilder json = new StringBuilder("{\n");
        json.append(member("address", node.address()));
        if (node.tls()) {
            json.append(member("tlsRoot", path(node.tlsRoot())));
        }
        return json.append(member("channel", node.channel()))
                .append(member("chaincode", chaincode))
                .append(member("mspId", client.mspId()))
                .append(member("certificate", path(client.certificate())))
                .append(member("key", path(client.key())))
                .append("  \"endorsers\": ")
                .append(list(node.endorsers()))
                .append(",\n")
                .append(member("genesis", node.genesisHash()).replace(",\n", "\n}\n"))
                .toString();
    }

    private static String path(Path path) {
        return path.toAbsolutePath().toString();
    }

    private static String member(String name, String value) {
        return "  " + quoted(name) + ": " + quoted(value) + ",\n";
    }

    private static String list(List<String> values) {
        return values.stream()
                .map(ConnectionProfile::quoted)
                .collect(Collectors.joining(", ", "[", "]"));
    }

    private static String quoted(String text) {
        StringBuilder quoted = new StringBuilder("\"");
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '"' || c == '\\') {
                quoted.append('\\').append(c);
            } else if (c < ' ') {
                quoted.append(String.format("\\u%04x", (int) c));
            } else {
                quoted.append(c);
            }
        }
        return quoted.append('"').toString();
    }
}
