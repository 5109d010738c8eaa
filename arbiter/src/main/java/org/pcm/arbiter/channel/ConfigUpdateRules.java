package org.pcm.arbiter.channel;

import com.google.protobuf.ByteString;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.hyperledger.fabric.protos.common.ChannelHeader;
import org.hyperledger.fabric.protos.common.ConfigEnvelope;
import org.hyperledger.fabric.protos.common.ConfigSignature;
import org.hyperledger.fabric.protos.common.ConfigUpdate;
import org.hyperledger.fabric.protos.common.ConfigUpdateEnvelope;
import org.hyperledger.fabric.protos.common.HeaderType;
import org.hyperledger.fabric.protos.common.Payload;
import org.hyperledger.fabric.protos.common.SignatureHeader;
import org.pcm.arbiter.block.Malformed;
import org.pcm.arbiter.block.Wire;

/**
 * Whether a configuration is what an update makes of the one before, and whether those signed the
 * update who must: for each element that changes, its own policy under the configuration before. So
 * not even all orderers together can change who belongs to the channel.
 */
final class ConfigUpdateRules {
    private final ChannelConfig before;
    private final Map<String, ConfigElement> existing;

    ConfigUpdateRules(ChannelConfig before) throws Malformed {
        this.before = before;
        existing = ConfigElement.of(before.group());
    }

    /**
     * Checks the configuration that is to follow.
     *
     * @throws Malformed with what is wrong with it
     */
    void check(ConfigEnvelope next) throws Malformed {
        if (next.getConfig().getSequence() != before.sequence() + 1) {
            throw new Malformed("the configuration does not follow the one before");
        }
        ConfigUpdateEnvelope signed = update(next);
        ConfigUpdate update =
                Wire.parse(
                        ConfigUpdate.parser(), signed.getConfigUpdate(), "a configuration update");
        if (!update.getChannelId().equals(before.channel())) {
            throw new Malformed("the configuration update is for another channel");
        }
        Map<String, ConfigElement> read = ConfigElement.of(update.getReadSet());
        Map<String, ConfigElement> written = ConfigElement.of(update.getWriteSet());
        checkRead(read);
        Map<String, ConfigElement> changed = changed(read, written);
        checkChanged(changed, signers(signed));
        Map<String, ConfigElement> after = new HashMap<>(existing);
        after.putAll(changed);
        if (!after.keySet().containsAll(written.keySet())
                || !ConfigTree.of(after).equals(next.getConfig().getChannelGroup())) {
            throw new Malformed("the configuration is not what its update makes of the one before");
        }
    }

    private static ConfigUpdateEnvelope update(ConfigEnvelope next) throws Malformed {
        Payload payload =
                Wire.parse(
                        Payload.parser(),
                        next.getLastUpdate().getPayload(),
                        "the configuration's update");
        ChannelHeader header =
                Wire.parse(
                        ChannelHeader.parser(),
                        payload.getHeader().getChannelHeader(),
                        "the configuration's update");
        if (header.getType() != HeaderType.CONFIG_UPDATE_VALUE) {
            throw new Malformed("the configuration carries no update that it comes from");
        }
        return Wire.parse(
                ConfigUpdateEnvelope.parser(), payload.getData(), "the configuration's update");
    }

    private void checkRead(Map<String, ConfigElement> read) throws Malformed {
        for (var each : read.entrySet()) {
            ConfigElement now = existing.get(each.getKey());
            if (now == null || now.version() != each.getValue().version()) {
                throw new Malformed("the update rests on another version of " + each.getKey());
            }
        }
    }

    /** What the update writes at another version than it read. */
    private static Map<String, ConfigElement> changed(
            Map<String, ConfigElement> read, Map<String, ConfigElement> written) {
        Map<String, ConfigElement> changed = new HashMap<>(written);
        changed.entrySet()
                .removeIf(each -> {
                    ConfigElement before = read.get(each.getKey());
                    return before != null && before.version() == each.getValue().version();
                });
        return changed;
    }

    private void checkChanged(Map<String, ConfigElement> changed, List<Identity> signers)
            throws Malformed {
        if (changed.isEmpty()) {
            throw new Malformed("the configuration update changes nothing");
        }
        for (var each : changed.entrySet()) {
            String name = each.getKey();
            ConfigElement element = each.getValue();
            checkModPolicy(name, element);
            ConfigElement now = existing.get(name);
            long version = now == null ? 0 : now.version() + 1;
            if (element.version() != version) {
                throw new Malformed(
                        "the update sets " + name + " to another version than " + version);
            }
            if (now != null) {
                checkSigned(name, now, signers);
            }
        }
    }

    private static void checkModPolicy(String name, ConfigElement element) throws Malformed {
        String policy = element.modPolicy();
        if (policy.isEmpty()) {
            throw new Malformed("the update leaves nobody to change " + name);
        }
        for (String part : policy.substring(policy.startsWith("/") ? 1 : 0).split("/", -1)) {
            ConfigElement.checked(part);
        }
    }

    private void checkSigned(String name, ConfigElement now, List<Identity> signers)
            throws Malformed {
        String path =
                now.modPolicy().startsWith("/")
                        ? now.modPolicy()
                        : now.judgedIn() + "/" + now.modPolicy();
        Optional<Policy> policy = before.find(path);
        if (policy.isEmpty() || !policy.get().isSatisfiedBy(signers, before.organisations())) {
            throw new Malformed(
                    signers.size()
                            + " signatures on the configuration update do not satisfy "
                            + path
                            + ", which "
                            + name
                            + " needs");
        }
    }

    /** Who signed the update, each once; bad signatures do not count, as in Fabric. */
    private List<Identity> signers(ConfigUpdateEnvelope signed) {
        List<Identity> signers = new ArrayList<>();
        for (ConfigSignature signature : signed.getSignaturesList()) {
            signer(signature, signed.getConfigUpdate())
                    .filter(found -> signers.stream().noneMatch(found::isSameAs))
                    .ifPresent(signers::add);
        }
        return signers;
    }

    private Optional<Identity> signer(ConfigSignature signature, ByteString update) {
        try {
            ByteString header = signature.getSignatureHeader();
            Identity signer =
                    before.organisations()
                            .identify(
                                    Wire.parse(SignatureHeader.parser(), header, "a signature")
                                            .getCreator());
            return signer.signed(signature.getSignature(), header, update)
                    ? Optional.of(signer)
                    : Optional.empty();
        } catch (Malformed e) {
            return Optional.empty();
        }
    }
}
