package org.pcm.arbiter.channel;

import com.google.protobuf.ByteString;
import java.util.ArrayList;
import java.util.List;
import org.hyperledger.fabric.protos.common.CombinedPrincipal;
import org.hyperledger.fabric.protos.common.MSPIdentityAnonymity;
import org.hyperledger.fabric.protos.common.MSPIdentityAnonymity.MSPIdentityAnonymityType;
import org.hyperledger.fabric.protos.common.MSPPrincipal;
import org.hyperledger.fabric.protos.common.MSPRole;
import org.hyperledger.fabric.protos.common.MSPRole.MSPRoleType;
import org.hyperledger.fabric.protos.common.OrganizationUnit;
import org.pcm.arbiter.block.Malformed;
import org.pcm.arbiter.block.Wire;

/** Whom a policy asks for. */
sealed interface Principal {

    /** Whether the identity is one of those meant. */
    boolean fits(Identity identity, Organisations organisations);

    /** Anybody with a role in an organisation. */
    record InRole(String organisation, MSPRoleType role) implements Principal {
        @Override
        public boolean fits(Identity identity, Organisations organisations) {
            return identity.organisation().equals(organisation)
                    && organisations.hasRole(identity, role);
        }
    }

    /** Anybody in an organisational unit. */
    record InUnit(String organisation, String unit) implements Principal {
        @Override
        public boolean fits(Identity identity, Organisations organisations) {
            return identity.organisation().equals(organisation)
                    && identity.isValid()
                    && identity.units().contains(unit);
        }
    }

    /** One certificate and no other. */
    record Exactly(ByteString serialized) implements Principal {
        @Override
        public boolean fits(Identity identity, Organisations organisations) {
            try {
                return identity.isValid() && organisations.identify(serialized).isSameAs(identity);
            } catch (Malformed e) {
                return false;
            }
        }
    }

    /** All of several principals at once. */
    record AllOf(List<Principal> parts) implements Principal {
        public AllOf {
            parts = List.copyOf(parts);
        }

        @Override
        public boolean fits(Identity identity, Organisations organisations) {
            return parts.stream().allMatch(p -> p.fits(identity, organisations));
        }
    }

    /** Anybody, by name (true) or nobody, since X.509 has no anonymous members (false). */
    record Anybody(boolean named) implements Principal {
        @Override
        public boolean fits(Identity identity, Organisations organisations) {
            return named;
        }
    }

    static Principal parse(MSPPrincipal principal) throws Malformed {
        ByteString content = principal.getPrincipal();
        return switch (principal.getPrincipalClassification()) {
            case ROLE -> {
                MSPRole role = Wire.parse(MSPRole.parser(), content, "a role");
                yield new InRole(role.getMspIdentifier(), role.getRole());
            }
            case ORGANIZATION_UNIT -> {
                OrganizationUnit unit = Wire.parse(OrganizationUnit.parser(), content, "a unit");
                if (!unit.getCertifiersIdentifier().isEmpty()) {
                    throw new Malformed("principals with a certifier's hash are not supported");
                }
                yield new InUnit(unit.getMspIdentifier(), unit.getOrganizationalUnitIdentifier());
            }
            case IDENTITY -> new Exactly(content);
            case COMBINED -> {
                List<Principal> parts = new ArrayList<>();
                for (MSPPrincipal part :
                        Wire.parse(CombinedPrincipal.parser(), content, "a combined principal")
                                .getPrincipalsList()) {
                    parts.add(parse(part));
                }
                if (parts.isEmpty()) {
                    throw new Malformed("a combined principal combines nothing");
                }
                yield new AllOf(parts);
            }
            case ANONYMITY ->
                    new Anybody(
                            Wire.parse(MSPIdentityAnonymity.parser(), content, "anonymity")
                                            .getAnonymityType()
                                    == MSPIdentityAnonymityType.NOMINAL);
            case UNRECOGNIZED -> throw new Malformed("a principal of an unknown kind");
        };
    }
}
