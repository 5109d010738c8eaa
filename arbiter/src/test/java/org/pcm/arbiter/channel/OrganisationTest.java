package org.pcm.arbiter.channel;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import java.time.Instant;
import org.hyperledger.fabric.protos.common.MSPRole.MSPRoleType;
import org.hyperledger.fabric.protos.msp.FabricMSPConfig;
import org.hyperledger.fabric.protos.msp.FabricNodeOUs;
import org.hyperledger.fabric.protos.msp.FabricOUIdentifier;
import org.hyperledger.fabric.protos.msp.MSPConfig;
import org.junit.jupiter.api.Test;
import org.pcm.arbiter.block.Malformed;
import org.pcm.arbiter.fixture.Authority;
import org.pcm.arbiter.fixture.Member;

class OrganisationTest {
    private static final Authority ROOT = Authority.root("AMSP", "C=DE,O=AMSP,CN=root");
    private static final Authority BELOW = ROOT.intermediate("C=DE,O=AMSP,CN=below");

    private final FabricMSPConfig.Builder config =
            FabricMSPConfig.newBuilder()
                    .setName("AMSP")
                    .addRootCerts(ROOT.pem())
                    .addIntermediateCerts(BELOW.pem())
                    .setFabricNodeOus(
                            FabricNodeOUs.newBuilder()
                                    .setEnable(true)
                                    .setClientOuIdentifier(unit("client"))
                                    .setPeerOuIdentifier(unit("peer"))
                                    .setAdminOuIdentifier(unit("admin")));

    private static FabricOUIdentifier unit(String name) {
        return FabricOUIdentifier.newBuilder().setOrganizationalUnitIdentifier(name).build();
    }

    private Organisation organisation() throws Malformed {
        return Organisation.parse(
                MSPConfig.newBuilder()
                        .setConfig(config.build().toByteString())
                        .build()
                        .toByteString());
    }

    private Identity identify(Member member) throws Malformed {
        return organisation().identify(member.pem());
    }

    @Test
    void a_member_of_the_root_is_valid() throws Malformed {
        assertThat(identify(ROOT.member("x", "client")).fault()).isEmpty();
    }

    @Test
    void a_member_of_an_intermediate_authority_is_valid() throws Malformed {
        assertThat(identify(BELOW.member("x", "client")).fault()).isEmpty();
    }

    @Test
    void a_member_of_an_intermediate_authority_that_nobody_listed_is_not() throws Malformed {
        Authority unlisted = ROOT.intermediate("C=DE,O=AMSP,CN=unlisted");
        assertThat(identify(unlisted.member("x", "client")).fault()).contains("no chain");
    }

    @Test
    void a_namesake_of_the_root_vouches_for_nobody() throws Malformed {
        Authority namesake = Authority.root("AMSP", "C=DE,O=AMSP,CN=root");
        assertThat(identify(namesake.member("x", "client")).fault()).contains("no chain");
    }

    @Test
    void an_authority_is_no_member() throws Malformed {
        assertThat(identify(BELOW.asMember()).fault()).contains("authority");
    }

    @Test
    void a_member_cannot_vouch_for_members() throws Malformed {
        Member member = ROOT.member("x", "client");
        config.clearIntermediateCerts().addIntermediateCerts(member.pem());
        assertThat(identify(BELOW.member("y", "client")).fault()).contains("no chain");
    }

    @Test
    void a_revoked_member_is_not_valid() throws Malformed {
        Member member = ROOT.member("x", "client");
        Member other = ROOT.member("y", "client");
        config.addRevocationList(ROOT.revoking(member));
        assertThat(identify(member).fault()).contains("revoked");
        assertThat(identify(other).fault()).isEmpty();
    }

    @Test
    void a_list_by_somebody_else_revokes_nobody() throws Malformed {
        Member member = ROOT.member("x", "client");
        Authority namesake = Authority.root("AMSP", "C=DE,O=AMSP,CN=root");
        config.addRevocationList(namesake.revoking(member));
        assertThat(identify(member).fault()).isEmpty();
    }

    @Test
    void a_certificate_older_than_its_authority_is_not_valid() throws Malformed {
        Member early = ROOT.member(Instant.parse("2020-01-01T00:00:00Z"), "x", "client");
        assertThat(identify(early).fault()).contains("no chain");
    }

    @Test
    void roles_come_from_units() throws Malformed {
        Organisation organisation = organisation();
        Identity peer = identify(ROOT.member("x", "peer"));
        assertThat(organisation.hasRole(peer, MSPRoleType.PEER)).isTrue();
        assertThat(organisation.hasRole(peer, MSPRoleType.MEMBER)).isTrue();
        assertThat(organisation.hasRole(peer, MSPRoleType.CLIENT)).isFalse();
        assertThat(organisation.hasRole(peer, MSPRoleType.ADMIN)).isFalse();
        assertThat(organisation.hasRole(peer, MSPRoleType.ORDERER)).isFalse();
    }

    @Test
    void an_admin_may_be_named_by_certificate() throws Malformed {
        Member member = ROOT.member("x", "client");
        config.addAdmins(member.pem());
        assertThat(organisation().hasRole(identify(member), MSPRoleType.ADMIN)).isTrue();
    }

    @Test
    void a_role_may_be_for_one_authority_to_give() throws Malformed {
        config.getFabricNodeOusBuilder()
                .setPeerOuIdentifier(unit("peer").toBuilder().setCertificate(BELOW.pem()));
        assertThat(identify(BELOW.member("x", "peer")).fault()).isEmpty();
        assertThat(identify(ROOT.member("x", "peer")).fault()).contains("wrong authority");
    }

    @Test
    void without_roles_everybody_is_just_a_member() throws Malformed {
        config.clearFabricNodeOus();
        Organisation organisation = organisation();
        Identity member = identify(ROOT.member("x", "whatever"));
        assertThat(organisation.hasRole(member, MSPRoleType.MEMBER)).isTrue();
        assertThat(organisation.hasRole(member, MSPRoleType.PEER)).isFalse();
    }

    @Test
    void what_is_no_certificate_is_an_error() {
        assertThat(
                        org.assertj.core.api.Assertions.catchThrowable(
                                () -> organisation().identify(ByteString.copyFromUtf8("nonsense"))))
                .isInstanceOf(Malformed.class);
    }
}
