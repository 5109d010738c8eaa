package org.pcm.network.identity;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.List;
import org.pcm.devnode.identity.CertificateAuthority;
import org.pcm.devnode.identity.Pem;
import org.pcm.devnode.identity.Role;
import org.pcm.network.folder.OrganisationFolder;
import org.pcm.network.folder.OrganisationFolder.ChaincodeFolder;
import org.pcm.network.folder.OrganisationFolder.IdentityFolder;
import org.pcm.network.folder.Trees;

/**
 * Makes what an organisation signs and connects with: an authority for its members and one for TLS,
 * and from them an administrator, a user, an orderer, a peer, and its chaincodes.
 */
public final class Keys {
    private static final List<String> LOOPBACK = List.of("localhost", "127.0.0.1", "::1");
    private static final String AUTHORITY = "ca";
    private static final String TLS_AUTHORITY = "tlsca";

    private Keys() {}

    /** Makes all of an organisation's. */
    public static void make(OrganisationFolder org) throws IOException {
        String organisation = "PCM local network, Org" + org.number();
        CertificateAuthority authority =
                CertificateAuthority.selfSigned(organisation, "Org" + org.number() + " CA");
        CertificateAuthority tls =
                CertificateAuthority.selfSigned(organisation, "Org" + org.number() + " TLS CA");
        Trees.make(org.authorities());
        write(org.authorities(), AUTHORITY, issued(authority));
        write(org.authorities(), TLS_AUTHORITY, issued(tls));
        membership(org.msp(), authority, tls);
        member(org.admin(), authority, tls, "admin", Role.ADMIN);
        member(org.user(), authority, tls, "user", Role.CLIENT);
        node(org.orderer(), authority, tls, "orderer" + org.number(), Role.ORDERER);
        node(org.peer(), authority, tls, "peer" + org.number(), Role.PEER);
    }

    /** Makes what a chaincode and its organisation's peer show each other. */
    public static void makeChaincodeTls(OrganisationFolder org, ChaincodeFolder chaincode)
            throws IOException {
        CertificateAuthority tls = tlsAuthority(org);
        Trees.make(chaincode.root());
        write(chaincode.root(), "server", tls.issueTls("chaincode", LOOPBACK));
        write(chaincode.root(), "client", tls.issueTls("chaincode client", LOOPBACK));
    }

    private static CertificateAuthority tlsAuthority(OrganisationFolder org) throws IOException {
        try {
            return new CertificateAuthority(
                    Pem.certificate(Files.readAllBytes(org.tlsRoot())),
                    Pem.readKey(org.authorities().resolve(TLS_AUTHORITY + "-key.pem")));
        } catch (GeneralSecurityException e) {
            throw new IOException("cannot read the authority in " + org.authorities(), e);
        }
    }

    private static void node(
            IdentityFolder node,
            CertificateAuthority authority,
            CertificateAuthority tls,
            String name,
            Role role)
            throws IOException {
        member(node, authority, tls, name, role);
        CertificateAuthority.Issued issued = tls.issueTls(name, LOOPBACK);
        Trees.make(node.tlsKey().resolveSibling(""));
        Files.write(node.tlsCertificate(), Pem.encode(issued.certificate()));
        Pem.writeKey(node.tlsKey(), issued.key());
    }

    private static void member(
            IdentityFolder member,
            CertificateAuthority authority,
            CertificateAuthority tls,
            String name,
            Role role)
            throws IOException {
        membership(member.msp(), authority, tls);
        CertificateAuthority.Issued issued = authority.issue(name, role);
        Trees.make(member.certificate().resolveSibling(""));
        Trees.make(member.key().resolveSibling(""));
        Files.write(member.certificate(), Pem.encode(issued.certificate()));
        Pem.writeKey(member.key(), issued.key());
    }

    /** What every member of the organisation, and the channel, must know of it. */
    private static void membership(
            Path msp, CertificateAuthority authority, CertificateAuthority tls) throws IOException {
        Path roots = Trees.make(msp.resolve("cacerts"));
        Path tlsRoots = Trees.make(msp.resolve("tlscacerts"));
        Files.write(roots.resolve("ca.pem"), Pem.encode(authority.certificate()));
        Files.write(tlsRoots.resolve("tlsca.pem"), Pem.encode(tls.certificate()));
        Files.writeString(msp.resolve("config.yaml"), nodeUnits());
    }

    /** The role of a member stands in its certificate, as its organisational unit. */
    private static String nodeUnits() {
        StringBuilder text = new StringBuilder("NodeOUs:\n  Enable: true\n");
        for (Role role : Role.values()) {
            String unit = role.organisationalUnit();
            text.append("  ")
                    .append(Character.toUpperCase(unit.charAt(0)))
                    .append(unit.substring(1))
                    .append("OUIdentifier: {OrganizationalUnitIdentifier: ")
                    .append(unit)
                    .append("}\n");
        }
        return text.toString();
    }

    private static CertificateAuthority.Issued issued(CertificateAuthority authority) {
        return new CertificateAuthority.Issued(authority.certificate(), authority.key());
    }

    private static void write(Path folder, String name, CertificateAuthority.Issued issued)
            throws IOException {
        Files.write(folder.resolve(name + "-cert.pem"), Pem.encode(issued.certificate()));
        Pem.writeKey(folder.resolve(name + "-key.pem"), issued.key());
    }
}
