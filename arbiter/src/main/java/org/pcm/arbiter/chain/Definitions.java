package org.pcm.arbiter.chain;

import com.google.protobuf.ByteString;
import com.google.protobuf.Message;
import com.google.protobuf.Parser;
import java.util.Optional;
import org.hyperledger.fabric.protos.peer.CollectionConfig;
import org.hyperledger.fabric.protos.peer.CollectionConfigPackage;
import org.hyperledger.fabric.protos.peer.StaticCollectionConfig;
import org.hyperledger.fabric.protos.peer.lifecycle.ChaincodeValidationInfo;
import org.hyperledger.fabric.protos.peer.lifecycle.StateData;
import org.hyperledger.fabric.protos.peer.lifecycle.StateMetadata;
import org.pcm.arbiter.block.Malformed;
import org.pcm.arbiter.block.Wire;
import org.pcm.arbiter.channel.ChannelConfig;
import org.pcm.arbiter.channel.Policy;
import org.pcm.arbiter.ledger.State;

/**
 * The chaincode definitions that the channel's organisations committed, as they stand in the state
 * before a block: {@code namespaces/fields/NAME/…} in the namespace {@code _lifecycle}. A devnode
 * defines none; there alone the channel's default holds for what is not defined.
 */
final class Definitions implements NamespacePolicies {
    private static final String PLUGIN = "vscc";

    private final State state;
    private final NamespacePolicies undefined = NamespacePolicies.channelDefault();

    Definitions(State state) {
        this.state = state;
    }

    @Override
    public Optional<Policy> of(String namespace, ChannelConfig config) throws Unsupported {
        if (namespace.equals(LIFECYCLE)) {
            return Optional.of(config.lifecycleEndorsement());
        }
        if (!isDefined(namespace)) {
            return config.isDevnode() ? undefined.of(namespace, config) : Optional.empty();
        }
        ChaincodeValidationInfo info =
                field(namespace, "ValidationInfo", ChaincodeValidationInfo.parser());
        if (info.getValidationPlugin().isEmpty() || info.getValidationParameter().isEmpty()) {
            return Optional.empty();
        }
        if (!info.getValidationPlugin().equals(PLUGIN)) {
            throw new Unsupported(
                    namespace + " is validated by the plugin " + info.getValidationPlugin());
        }
        return Optional.of(policy(info.getValidationParameter(), config));
    }

    @Override
    public Optional<Policy> of(String namespace, String collection, ChannelConfig config)
            throws Unsupported {
        if (ChannelDefault.isImplicit(collection)) {
            return ChannelDefault.implicit(collection, config);
        }
        if (namespace.equals(LIFECYCLE)) {
            return Optional.empty();
        }
        if (!isDefined(namespace)) {
            return config.isDevnode() ? undefined.of(namespace, config) : Optional.empty();
        }
        for (CollectionConfig each :
                field(namespace, "Collections", CollectionConfigPackage.parser()).getConfigList()) {
            StaticCollectionConfig found = each.getStaticCollectionConfig();
            if (found.getName().equals(collection)) {
                return found.hasEndorsementPolicy()
                        ? Optional.of(policy(found.getEndorsementPolicy().toByteString(), config))
                        : of(namespace, config);
            }
        }
        return Optional.empty();
    }

    @Override
    public Optional<Policy> ofKey(String namespace, String collection, ByteString key)
            throws Unsupported {
        try {
            ByteString policy = state.endorsementPolicy(namespace, collection, key);
            return policy.isEmpty() ? Optional.empty() : Optional.of(Policy.ofKey(policy));
        } catch (Malformed e) {
            throw new Unsupported(e.why());
        }
    }

    private boolean isDefined(String namespace) throws Unsupported {
        Optional<ByteString> metadata = state.value(LIFECYCLE, "namespaces/metadata/" + namespace);
        if (metadata.isEmpty()) {
            return false;
        }
        String type = parse(StateMetadata.parser(), metadata.get()).getDatatype();
        if (!type.equals("ChaincodeDefinition")) {
            throw new Unsupported(namespace + " is defined as a " + type + ", no chaincode");
        }
        return true;
    }

    private <T extends Message> T field(String namespace, String name, Parser<T> parser)
            throws Unsupported {
        ByteString data =
                state.value(LIFECYCLE, "namespaces/fields/" + namespace + "/" + name)
                        .orElse(ByteString.EMPTY);
        return parse(parser, parse(StateData.parser(), data).getBytes());
    }

    private static Policy policy(ByteString bytes, ChannelConfig config) throws Unsupported {
        try {
            return Policy.ofApplication(bytes, config);
        } catch (Malformed e) {
            throw new Unsupported(e.why());
        }
    }

    private static <T extends Message> T parse(Parser<T> parser, ByteString bytes)
            throws Unsupported {
        try {
            return Wire.parse(parser, bytes, "a chaincode's definition");
        } catch (Malformed e) {
            throw new Unsupported(e.why());
        }
    }
}
