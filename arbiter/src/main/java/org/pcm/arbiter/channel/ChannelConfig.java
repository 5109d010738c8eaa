package org.pcm.arbiter.channel;

import com.google.protobuf.ByteString;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.hyperledger.fabric.protos.common.Config;
import org.hyperledger.fabric.protos.common.ConfigEnvelope;
import org.hyperledger.fabric.protos.common.ConfigGroup;
import org.hyperledger.fabric.protos.common.Consenter;
import org.hyperledger.fabric.protos.common.HeaderType;
import org.hyperledger.fabric.protos.common.Orderers;
import org.hyperledger.fabric.protos.msp.SerializedIdentity;
import org.pcm.arbiter.block.Block;
import org.pcm.arbiter.block.InvalidTransaction;
import org.pcm.arbiter.block.Malformed;
import org.pcm.arbiter.block.Wire;

/**
 * One configuration of a channel, from the block that carries it until the next such block: its
 * organisations, its orderers and the policies that blocks and endorsements must satisfy.
 *
 * @param sequence counts the channel's configurations from 0
 * @param consenters the BFT orderers' identities by number; empty where ordering is not BFT
 * @param group the whole configuration, from the group {@code Channel} down
 */
public record ChannelConfig(
        String channel,
        long sequence,
        Organisations organisations,
        Map<Integer, Identity> consenters,
        PolicyTree policies,
        ConfigGroup group) {

    private static final String ROOT = "/Channel/";
    private static final String APPLICATION = "Application";
    private static final String ORDERER = "Orderer";
    private static final String BFT_CAPABILITY = "V3_0";

    /** Copies the map. */
    public ChannelConfig {
        consenters = Map.copyOf(consenters);
    }

    /**
     * The policy at an absolute path such as {@code /Channel/Application/Endorsement}; nobody
     * satisfies one that is not there.
     */
    public Policy policy(String path) {
        return find(path).orElse(new Policy.Never());
    }

    /** The policy at an absolute path, if there is one. */
    public Optional<Policy> find(String path) {
        return path.startsWith(ROOT)
                ? policies.at(path.substring(ROOT.length()))
                : Optional.empty();
    }

    /** Who must sign blocks. */
    public Policy blockValidation() {
        return policy("/Channel/Orderer/BlockValidation");
    }

    /** Who must endorse calls of a chaincode that names no policy of its own. */
    public Policy endorsement() {
        return policy("/Channel/Application/Endorsement");
    }

    /** Who must endorse changes of chaincode definitions: by default, members of a majority. */
    public Policy lifecycleEndorsement() {
        return find("/Channel/Application/LifecycleEndorsement")
                .orElseGet(() -> Policy.majorityOfMembers(applicationMembers().values()));
    }

    /**
     * Who must endorse what is written for one organisation alone: its group's policy {@code
     * Endorsement}, else any member; nothing where it is no organisation of the application.
     */
    public Optional<Policy> organisationEndorsement(String mspId) {
        return applicationMembers().entrySet().stream()
                .filter(member -> member.getValue().equals(mspId))
                .findFirst()
                .map(member ->
                        find("/Channel/Application/" + member.getKey() + "/Endorsement")
                                .orElse(Policy.majorityOfMembers(List.of(mspId))));
    }

    /** The application's organisations: MSP ids by the names of their groups. */
    private Map<String, String> applicationMembers() {
        Map<String, String> members = new TreeMap<>();
        group.getGroupsOrThrow(APPLICATION)
                .getGroupsMap()
                .forEach((name, member) -> members.put(name, Organisation.idIn(member)));
        return members;
    }

    /** Whether blocks are ordered by a Byzantine fault tolerant set of consenters. */
    public boolean isBft() {
        return !consenters.isEmpty();
    }

    /** The smallest number of consenters of which any two sets share an honest one. */
    public int quorum() {
        int all = consenters.size();
        int faulty = (all - 1) / 3;
        return (all + faulty + 2) / 2;
    }

    /**
     * Whether a root certificate says that this is no consortium but one process that plays all of
     * its organisations.
     */
    public boolean isDevnode() {
        return organisations.all().stream()
                .flatMap(o -> o.roots().stream())
                .anyMatch(root ->
                        root.getSubjectX500Principal()
                                .getName()
                                .toLowerCase(Locale.ROOT)
                                .contains("devnode"));
    }

    /** Whether a block carries a configuration. */
    public static boolean isIn(Block block) {
        try {
            return block.transactions().size() == 1
                    && block.transactions().get(0).header().type() == HeaderType.CONFIG_VALUE;
        } catch (InvalidTransaction e) {
            return false;
        }
    }

    /** Reads the configuration that a block carries. */
    public static ChannelConfig of(Block block) throws Malformed {
        return of(channel(block), envelope(block).getConfig());
    }

    /**
     * Reads the configuration that a block carries and checks that it follows this one: that its
     * update leads from here to there, signed by those who may change what it changes.
     */
    public ChannelConfig next(Block block) throws Malformed {
        if (!channel(block).equals(channel)) {
            throw new Malformed("the configuration is another channel's");
        }
        ConfigEnvelope envelope = envelope(block);
        new ConfigUpdateRules(this).check(envelope);
        return of(channel, envelope.getConfig());
    }

    private static ConfigEnvelope envelope(Block block) throws Malformed {
        if (!isIn(block)) {
            throw new Malformed("block " + block.number() + " carries no configuration");
        }
        try {
            return Wire.parse(
                    ConfigEnvelope.parser(),
                    block.transactions().getFirst().content(),
                    "the configuration");
        } catch (InvalidTransaction e) {
            throw new Malformed(e.why());
        }
    }

    private static String channel(Block block) throws Malformed {
        try {
            return block.transactions().getFirst().header().channel();
        } catch (InvalidTransaction e) {
            throw new Malformed(e.why());
        }
    }

    private static ChannelConfig of(String channel, Config config) throws Malformed {
        ConfigGroup root = config.getChannelGroup();
        ConfigGroup application = group(root, APPLICATION);
        ConfigGroup orderer = group(root, ORDERER);
        Capabilities.ofApplication(application);
        Capabilities.ofOrderer(orderer);
        boolean bft = Capabilities.ofChannel(root).contains(BFT_CAPABILITY);
        Organisations organisations = organisations(List.of(application, orderer));
        return new ChannelConfig(
                channel,
                config.getSequence(),
                organisations,
                bft ? consenters(orderer, organisations) : Map.of(),
                new PolicyTree(root),
                root);
    }

    private static ConfigGroup group(ConfigGroup root, String name) throws Malformed {
        if (!root.containsGroups(name)) {
            throw new Malformed("the configuration has no group " + name);
        }
        return root.getGroupsOrThrow(name);
    }

    private static Organisations organisations(List<ConfigGroup> groups) throws Malformed {
        Map<String, ByteString> configs = new HashMap<>();
        Map<String, Organisation> organisations = new HashMap<>();
        for (ConfigGroup group : groups) {
            for (ConfigGroup member : group.getGroupsMap().values()) {
                ByteString config = Organisation.configIn(member);
                Organisation organisation = Organisation.parse(config);
                ByteString before = configs.put(organisation.id(), config);
                if (before != null && !before.equals(config)) {
                    throw new Malformed(
                            "the organisation " + organisation.id() + " has two configurations");
                }
                organisations.putIfAbsent(organisation.id(), organisation);
            }
        }
        return new Organisations(organisations);
    }

    private static Map<Integer, Identity> consenters(
            ConfigGroup orderer, Organisations organisations) throws Malformed {
        Map<Integer, Identity> consenters = new HashMap<>();
        if (!orderer.containsValues("Orderers")) {
            return consenters;
        }
        Orderers orderers =
                Wire.parse(
                        Orderers.parser(),
                        orderer.getValuesOrThrow("Orderers").getValue(),
                        "the list of consenters");
        for (Consenter consenter : orderers.getConsenterMappingList()) {
            ByteString serialized =
                    SerializedIdentity.newBuilder()
                            .setMspid(consenter.getMspId())
                            .setIdBytes(consenter.getIdentity())
                            .build()
                            .toByteString();
            Identity identity = organisations.identify(serialized);
            if (consenters.put(consenter.getId(), identity) != null) {
                throw new Malformed("two consenters have the number " + consenter.getId());
            }
        }
        return consenters;
    }
}
