package org.pcm.network.lifecycle;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Optional;
import java.util.SequencedMap;
import org.pcm.devnode.crypto.Sha256;
import org.pcm.network.folder.Deployment;
import org.pcm.network.folder.OrganisationFolder;
import org.pcm.network.folder.OrganisationFolder.ChaincodeFolder;
import org.pcm.network.folder.Site;
import org.pcm.network.folder.Trees;
import org.pcm.network.identity.Keys;

/**
 * What a peer installs: no code, only where the organisation's own chaincode process listens and
 * how the two know each other. So every organisation's package is another one, and only its peer
 * can speak to its process.
 */
final class ChaincodePackage {
    private static final ObjectMapper JSON = new ObjectMapper();

    private ChaincodePackage() {}

    /** Makes keys and package, unless they are there. */
    static void make(OrganisationFolder org, Deployment deployment) throws IOException {
        ChaincodeFolder folder = org.chaincode(deployment.label());
        if (Files.exists(folder.archive())) {
            return;
        }
        Trees.delete(folder.root());
        Keys.makeChaincodeTls(org, folder);
        JSON.writeValue(folder.deployment().toFile(), deployment);
        SequencedMap<String, byte[]> code = new LinkedHashMap<>();
        code.put("connection.json", JSON.writeValueAsBytes(connection(org, deployment, folder)));
        ObjectNode metadata =
                JSON.createObjectNode()
                        .put("path", "")
                        .put("type", "ccaas")
                        .put("label", deployment.label());
        SequencedMap<String, byte[]> all = new LinkedHashMap<>();
        all.put("metadata.json", JSON.writeValueAsBytes(metadata));
        all.put("code.tar.gz", TarGz.of(code));
        Files.write(folder.archive(), TarGz.of(all));
    }

    private static ObjectNode connection(
            OrganisationFolder org, Deployment deployment, ChaincodeFolder folder)
            throws IOException {
        return JSON.createObjectNode()
                .put("address", Site.HOST + ":" + deployment.port(org.number()))
                .put("dial_timeout", "3s")
                .put("tls_required", true)
                .put("client_auth_required", true)
                .put("client_key", Files.readString(folder.clientKey()))
                .put("client_cert", Files.readString(folder.clientCertificate()))
                .put("root_cert", Files.readString(org.tlsRoot()));
    }

    /** What a package is of; empty when it was not made to its end. */
    static Optional<Deployment> deployment(OrganisationFolder org, String label)
            throws IOException {
        ChaincodeFolder folder = org.chaincode(label);
        return Files.exists(folder.archive())
                ? Optional.of(JSON.readValue(folder.deployment().toFile(), Deployment.class))
                : Optional.empty();
    }

    /** The id under which the organisation's peer knows it. */
    static String id(OrganisationFolder org, Deployment deployment) throws IOException {
        byte[] archive = Files.readAllBytes(org.chaincode(deployment.label()).archive());
        return deployment.label() + ":" + HexFormat.of().formatHex(Sha256.of(archive));
    }
}
