package org.pcm.devnode.genesis;

import com.google.protobuf.ByteString;
import java.util.List;
import org.hyperledger.fabric.protos.common.BlockDataHashingStructure;
import org.hyperledger.fabric.protos.common.ConfigGroup;
import org.hyperledger.fabric.protos.common.Consenter;
import org.hyperledger.fabric.protos.common.HashingAlgorithm;
import org.hyperledger.fabric.protos.common.ImplicitMetaPolicy.Rule;
import org.hyperledger.fabric.protos.common.MSPRole.MSPRoleType;
import org.hyperledger.fabric.protos.common.OrdererAddresses;
import org.hyperledger.fabric.protos.common.Orderers;
import org.hyperledger.fabric.protos.msp.FabricCryptoConfig;
import org.hyperledger.fabric.protos.msp.FabricMSPConfig;
import org.hyperledger.fabric.protos.msp.FabricNodeOUs;
import org.hyperledger.fabric.protos.msp.FabricOUIdentifier;
import org.hyperledger.fabric.protos.msp.MSPConfig;
import org.hyperledger.fabric.protos.orderer.BatchSize;
import org.hyperledger.fabric.protos.orderer.BatchTimeout;
import org.hyperledger.fabric.protos.orderer.ChannelRestrictions;
import org.hyperledger.fabric.protos.orderer.ConsensusType;
import org.hyperledger.fabric.protos.orderer.smartbft.Options;
import org.hyperledger.fabric.protos.peer.AnchorPeer;
import org.hyperledger.fabric.protos.peer.AnchorPeers;
import org.pcm.devnode.identity.Organisation;
import org.pcm.devnode.identity.Role;

/**
 * What Fabric's configtxgen would write for a channel of these organisations with BFT ordering:
 * each has one peer and one orderer, a majority of organisations endorses, a quorum of orderers
 * signs.
 *
 * @param maxTransactions most transactions in one block
 */
public record ChannelConfiguration(
        String channel, List<Organisation> organisations, int maxTransactions) {
    private static final int MAX_BYTES = 10 << 20;
    private static final int PREFERRED_BYTES = 2 << 20;
    private static final int ORDERER_PORT = 7050;
    private static final int PEER_PORT = 7051;

    public ChannelConfiguration {
        organisations = List.copyOf(organisations);
    }

    /** How many orderers must sign a block: any two such sets share an honest one. */
    public int quorum() {
        int nodes = organisations.size();
        int faulty = (nodes - 1) / 3;
        return (nodes + faulty + 2) / 2;
    }

    /** How many organisations must endorse. */
    public int majority() {
        return organisations.size() / 2 + 1;
    }

    ConfigGroup tree() {
        return new Group()
                .usualPolicies()
                .capability("V3_0")
                .value("HashingAlgorithm", HashingAlgorithm.newBuilder().setName("SHA256").build())
                .value(
                        "BlockDataHashingStructure",
                        BlockDataHashingStructure.newBuilder().setWidth(0xFFFFFFFF).build())
                .group("Application", application())
                .group("Orderer", orderer())
                .build();
    }

    private Group application() {
        Group group =
                new Group()
                        .usualPolicies()
                        .policy("Endorsement", Policies.meta(Rule.MAJORITY, "Endorsement"))
                        .policy("LifecycleEndorsement", Policies.meta(Rule.MAJORITY, "Endorsement"))
                        .capability("V2_5");
        for (Organisation org : organisations) {
            group.group(
                    org.mspId(),
                    organisation(org)
                            .policy("Endorsement", Policies.anyOf(org.mspId(), MSPRoleType.PEER))
                            .value("AnchorPeers", anchorPeers(org)));
        }
        return group;
    }

    private Group orderer() {
        Group group =
                new Group()
                        .usualPolicies()
                        .policy(
                                "BlockValidation",
                                Policies.identities(
                                        quorum(),
                                        organisations.stream().map(Organisation::orderer).toList()))
                        .capability("V2_0")
                        .value("ConsensusType", consensusType())
                        .value("Orderers", consenters())
                        .value("BatchSize", batchSize())
                        .value("BatchTimeout", BatchTimeout.newBuilder().setTimeout("10ms").build())
                        .value("ChannelRestrictions", ChannelRestrictions.getDefaultInstance());
        for (Organisation org : organisations) {
            group.group(org.mspId(), organisation(org).value("Endpoints", endpoints(org)));
        }
        return group;
    }

    private static Group organisation(Organisation org) {
        return new Group()
                .value(
                        "MSP",
                        MSPConfig.newBuilder()
                                .setType(0)
                                .setConfig(msp(org).toByteString())
                                .build())
                .policy("Readers", Policies.anyOf(org.mspId(), MSPRoleType.MEMBER))
                .policy("Writers", Policies.anyOf(org.mspId(), MSPRoleType.MEMBER))
                .policy(Policies.ADMINS, Policies.anyOf(org.mspId(), MSPRoleType.ADMIN));
    }

    private static FabricMSPConfig msp(Organisation org) {
        return FabricMSPConfig.newBuilder()
                .setName(org.mspId())
                .addRootCerts(org.authorityPem())
                .addTlsRootCerts(org.tlsAuthorityPem())
                .setCryptoConfig(
                        FabricCryptoConfig.newBuilder()
                                .setSignatureHashFamily("SHA2")
                                .setIdentityIdentifierHashFunction("SHA256"))
                .setFabricNodeOus(
                        FabricNodeOUs.newBuilder()
                                .setEnable(true)
                                .setClientOuIdentifier(unit(Role.CLIENT))
                                .setPeerOuIdentifier(unit(Role.PEER))
                                .setAdminOuIdentifier(unit(Role.ADMIN))
                                .setOrdererOuIdentifier(unit(Role.ORDERER)))
                .build();
    }

    private static FabricOUIdentifier unit(Role role) {
        return FabricOUIdentifier.newBuilder()
                .setOrganizationalUnitIdentifier(role.organisationalUnit())
                .build();
    }

    private static AnchorPeers anchorPeers(Organisation org) {
        return AnchorPeers.newBuilder()
                .addAnchorPeers(
                        AnchorPeer.newBuilder().setHost(org.host("peer0")).setPort(PEER_PORT))
                .build();
    }

    private static OrdererAddresses endpoints(Organisation org) {
        return OrdererAddresses.newBuilder()
                .addAddresses(org.host("orderer0") + ":" + ORDERER_PORT)
                .build();
    }

    private Orderers consenters() {
        Orderers.Builder orderers = Orderers.newBuilder();
        for (Organisation org : organisations) {
            ByteString tls = org.ordererTls().pem();
            orderers.addConsenterMapping(
                    Consenter.newBuilder()
                            .setId(org.number())
                            .setHost(org.host("orderer0"))
                            .setPort(ORDERER_PORT)
                            .setMspId(org.mspId())
                            .setIdentity(org.orderer().pem())
                            .setClientTlsCert(tls)
                            .setServerTlsCert(tls));
        }
        return orderers.build();
    }

    private BatchSize batchSize() {
        return BatchSize.newBuilder()
                .setMaxMessageCount(maxTransactions)
                .setAbsoluteMaxBytes(MAX_BYTES)
                .setPreferredMaxBytes(PREFERRED_BYTES)
                .build();
    }

    /** SmartBFT's usual settings; nothing runs by them here, but a reader expects them. */
    private ConsensusType consensusType() {
        Options options =
                Options.newBuilder()
                        .setRequestBatchMaxCount(maxTransactions)
                        .setRequestBatchMaxBytes(MAX_BYTES)
                        .setRequestBatchMaxInterval("10ms")
                        .setIncomingMessageBufferSize(200)
                        .setRequestPoolSize(100_000)
                        .setRequestForwardTimeout("2s")
                        .setRequestComplainTimeout("20s")
                        .setRequestAutoRemoveTimeout("3m0s")
                        .setRequestMaxBytes(MAX_BYTES)
                        .setViewChangeResendInterval("5s")
                        .setViewChangeTimeout("20s")
                        .setLeaderHeartbeatTimeout("1m0s")
                        .setLeaderHeartbeatCount(10)
                        .setCollectTimeout("1s")
                        .setLeaderRotation(Options.Rotation.ROTATION_OFF)
                        .build();
        return ConsensusType.newBuilder()
                .setType("BFT")
                .setMetadata(options.toByteString())
                .build();
    }
}
