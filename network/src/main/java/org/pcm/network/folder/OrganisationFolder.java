package org.pcm.network.folder;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * What one organisation keeps: its two authorities, its members' keys, its orderer and its peer.
 *
 * @param number from 1; also its orderer's consenter id
 */
public record OrganisationFolder(int number, Path root) {
    /** Its name in Fabric's policies. */
    public String mspId() {
        return "Org" + number + "MSP";
    }

    /** The authorities' certificates and keys. */
    public Path authorities() {
        return root.resolve("ca");
    }

    /** The certificate that signs its TLS certificates. */
    public Path tlsRoot() {
        return authorities().resolve("tlsca-cert.pem");
    }

    /** What the channel knows of it. */
    public Path msp() {
        return root.resolve("msp");
    }

    public IdentityFolder admin() {
        return new IdentityFolder(root.resolve("admin"));
    }

    public IdentityFolder user() {
        return new IdentityFolder(root.resolve("user"));
    }

    public IdentityFolder orderer() {
        return new IdentityFolder(root.resolve("orderer"));
    }

    public IdentityFolder peer() {
        return new IdentityFolder(root.resolve("peer"));
    }

    /** Package and TLS keys of one deployment of a chaincode. */
    public ChaincodeFolder chaincode(String label) {
        return new ChaincodeFolder(allChaincodes().resolve(label));
    }

    private Path allChaincodes() {
        return root.resolve("chaincode");
    }

    /** The labels of all deployments it has files of. */
    public List<String> chaincodes() throws IOException {
        if (!Files.isDirectory(allChaincodes())) {
            return List.of();
        }
        try (Stream<Path> all = Files.list(allChaincodes())) {
            return all.map(folder -> folder.getFileName().toString()).sorted().toList();
        }
    }

    /** One member's folder. */
    public record IdentityFolder(Path root) {
        public Path msp() {
            return root.resolve("msp");
        }

        public Path certificate() {
            return msp().resolve("signcerts").resolve("cert.pem");
        }

        public Path key() {
            return msp().resolve("keystore").resolve("key.pem");
        }

        public Path tlsCertificate() {
            return root.resolve("tls").resolve("cert.pem");
        }

        public Path tlsKey() {
            return root.resolve("tls").resolve("key.pem");
        }

        /** Ledger and other state of a node. */
        public Path data() {
            return root.resolve("data");
        }
    }

    /** One deployment of a chaincode, as one organisation runs it. */
    public record ChaincodeFolder(Path root) {
        /** What the peer installs. */
        public Path archive() {
            return root.resolve("package.tar.gz");
        }

        /** What was deployed, so that its package says it even where network.json does not. */
        public Path deployment() {
            return root.resolve("deployment.json");
        }

        /** What the chaincode shows the peer. */
        public Path certificate() {
            return root.resolve("server-cert.pem");
        }

        public Path key() {
            return root.resolve("server-key.pem");
        }

        /** What the peer shows the chaincode; copies are in the package. */
        public Path clientCertificate() {
            return root.resolve("client-cert.pem");
        }

        public Path clientKey() {
            return root.resolve("client-key.pem");
        }
    }
}
