package org.pcm.arbiter.channel;

import com.google.protobuf.ByteString;
import java.security.GeneralSecurityException;
import java.security.PublicKey;
import java.security.cert.X509Certificate;
import java.util.List;
import org.hyperledger.fabric.protos.common.ConfigGroup;
import org.hyperledger.fabric.protos.common.ConfigValue;
import org.hyperledger.fabric.protos.common.MSPRole.MSPRoleType;
import org.hyperledger.fabric.protos.msp.FabricMSPConfig;
import org.hyperledger.fabric.protos.msp.MSPConfig;
import org.pcm.arbiter.block.Malformed;
import org.pcm.arbiter.block.Wire;
import org.pcm.arbiter.signature.Ecdsa;

/** An organisation of the channel (Fabric's MSP): who its members are and in which role. */
public final class Organisation {
    private static final int X509 = 0;

    private final String id;
    private final List<X509Certificate> roots;
    private final List<X509Certificate> admins;
    private final List<X509Certificate> unitCertifiers;
    private final List<String> unitNames;
    private final CertificateChain chains;
    private final NodeRoles roles;

    private Organisation(FabricMSPConfig config) throws Malformed {
        id = config.getName();
        roots = Certificates.readAll(config.getRootCertsList());
        if (roots.isEmpty()) {
            throw new Malformed("the organisation " + id + " has no root certificate");
        }
        admins = Certificates.readAll(config.getAdminsList());
        chains =
                new CertificateChain(
                        roots,
                        Certificates.readAll(config.getIntermediateCertsList()),
                        Certificates.readRevocations(config.getRevocationListList()));
        roles = new NodeRoles(config.getFabricNodeOus());
        var units = config.getOrganizationalUnitIdentifiersList();
        unitNames = units.stream().map(u -> u.getOrganizationalUnitIdentifier()).toList();
        unitCertifiers = Certificates.readAll(units.stream().map(u -> u.getCertificate()).toList());
    }

    static Organisation parse(ByteString mspConfig) throws Malformed {
        MSPConfig config = Wire.parse(MSPConfig.parser(), mspConfig, "an MSP's configuration");
        if (config.getType() != X509) {
            throw new Malformed("MSPs of type " + config.getType() + " are not supported");
        }
        return new Organisation(
                Wire.parse(FabricMSPConfig.parser(), config.getConfig(), "an MSP's configuration"));
    }

    /** The serialised {@code msp.MSPConfig} in an organisation's group; empty where it has none. */
    static ByteString configIn(ConfigGroup group) {
        return group.getValuesOrDefault("MSP", ConfigValue.getDefaultInstance()).getValue();
    }

    /** The MSP's id in an organisation's group that was read before; empty where it has none. */
    static String idIn(ConfigGroup group) {
        try {
            ByteString config =
                    Wire.parse(MSPConfig.parser(), configIn(group), "an MSP's configuration")
                            .getConfig();
            return Wire.parse(FabricMSPConfig.parser(), config, "an MSP's configuration").getName();
        } catch (Malformed e) {
            return "";
        }
    }

    /** The MSP's id. */
    public String id() {
        return id;
    }

    /** The certificates of the authorities that everything rests on. */
    public List<X509Certificate> roots() {
        return roots;
    }

    /**
     * Reads a member's certificate; an unreadable one is an error, an invalid one is not.
     *
     * @param pem the certificate
     */
    Identity identify(ByteString pem) throws Malformed {
        X509Certificate certificate = Certificates.read(pem);
        PublicKey key = key(certificate);
        List<String> units = Certificates.units(certificate);
        try {
            X509Certificate issuer = check(certificate, units);
            return new Identity(id, certificate, key, units, issuer, "");
        } catch (Malformed e) {
            return new Identity(id, certificate, key, units, certificate, e.why());
        }
    }

    boolean hasRole(Identity member, MSPRoleType role) {
        return switch (role) {
            case MEMBER -> member.isValid();
            case ADMIN ->
                    admins.contains(member.certificate())
                            || (member.isValid() && roles.has(member.units(), role));
            case CLIENT, PEER, ORDERER -> member.isValid() && roles.has(member.units(), role);
            case UNRECOGNIZED -> false;
        };
    }

    private X509Certificate check(X509Certificate certificate, List<String> units)
            throws Malformed {
        if (Certificates.isAuthority(certificate)) {
            throw new Malformed("an authority's certificate is no identity");
        }
        X509Certificate issuer = chains.of(certificate).get(1);
        checkUnits(units, issuer);
        roles.check(units, issuer);
        return issuer;
    }

    private void checkUnits(List<String> units, X509Certificate issuer) throws Malformed {
        if (unitNames.isEmpty()) {
            return;
        }
        for (int i = 0; i < unitNames.size(); i++) {
            if (units.contains(unitNames.get(i)) && unitCertifiers.get(i).equals(issuer)) {
                return;
            }
        }
        throw new Malformed("none of the certificate's units is one of " + unitNames);
    }

    private static PublicKey key(X509Certificate certificate) throws Malformed {
        try {
            return Ecdsa.prepare(certificate.getPublicKey());
        } catch (GeneralSecurityException e) {
            throw new Malformed("only elliptic curve keys are supported: " + e.getMessage());
        }
    }
}
