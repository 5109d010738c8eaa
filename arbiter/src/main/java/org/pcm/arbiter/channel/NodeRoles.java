package org.pcm.arbiter.channel;

import java.security.cert.X509Certificate;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.hyperledger.fabric.protos.common.MSPRole.MSPRoleType;
import org.hyperledger.fabric.protos.msp.FabricNodeOUs;
import org.hyperledger.fabric.protos.msp.FabricOUIdentifier;
import org.jspecify.annotations.Nullable;
import org.pcm.arbiter.block.Malformed;

/**
 * An organisation's rule that its members carry their role (client, peer, admin, orderer) as an
 * organisational unit in their certificate: Fabric's NodeOUs.
 */
final class NodeRoles {
    private record Unit(String name, @Nullable X509Certificate certifier) {}

    private final boolean enforced;
    private final Map<MSPRoleType, Unit> units = new EnumMap<>(MSPRoleType.class);

    NodeRoles(FabricNodeOUs config) throws Malformed {
        enforced = config.getEnable();
        if (config.hasClientOuIdentifier()) {
            units.put(MSPRoleType.CLIENT, unit(config.getClientOuIdentifier()));
        }
        if (config.hasPeerOuIdentifier()) {
            units.put(MSPRoleType.PEER, unit(config.getPeerOuIdentifier()));
        }
        if (config.hasAdminOuIdentifier()) {
            units.put(MSPRoleType.ADMIN, unit(config.getAdminOuIdentifier()));
        }
        if (config.hasOrdererOuIdentifier()) {
            units.put(MSPRoleType.ORDERER, unit(config.getOrdererOuIdentifier()));
        }
    }

    boolean has(List<String> memberUnits, MSPRoleType role) {
        Unit unit = units.get(role);
        return enforced && unit != null && memberUnits.contains(unit.name());
    }

    /** Demands exactly one role, given by the authority the organisation names for it, if any. */
    void check(List<String> memberUnits, X509Certificate issuer) throws Malformed {
        if (!enforced) {
            return;
        }
        List<Unit> held =
                memberUnits.stream()
                        .flatMap(name -> units.values().stream().filter(u -> u.name().equals(name)))
                        .toList();
        if (held.size() != 1) {
            throw new Malformed("the certificate carries " + held.size() + " roles, not one");
        }
        X509Certificate certifier = held.get(0).certifier();
        if (certifier != null && !certifier.equals(issuer)) {
            throw new Malformed("the certificate's role comes from the wrong authority");
        }
    }

    private static Unit unit(FabricOUIdentifier config) throws Malformed {
        X509Certificate certifier =
                config.getCertificate().isEmpty()
                        ? null
                        : Certificates.read(config.getCertificate());
        return new Unit(config.getOrganizationalUnitIdentifier(), certifier);
    }
}
