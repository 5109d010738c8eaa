package org.pcm.arbiter.channel;

import java.util.Set;
import org.hyperledger.fabric.protos.common.ConfigGroup;
import org.pcm.arbiter.block.Malformed;
import org.pcm.arbiter.block.Wire;

/**
 * The capabilities that a configuration switches on. One that this arbiter does not know would
 * change rules behind its back, so it stops there, as a peer does.
 */
final class Capabilities {
    private static final String VALUE = "Capabilities";
    private static final Set<String> CHANNEL = Set.of("V1_3", "V1_4_2", "V1_4_3", "V2_0", "V3_0");
    private static final Set<String> ORDERER = Set.of("V1_1", "V1_4_2", "V2_0");
    private static final Set<String> APPLICATION = Set.of("V2_0", "V2_5");

    private Capabilities() {}

    static Set<String> ofChannel(ConfigGroup group) throws Malformed {
        return known(group, CHANNEL, "channel");
    }

    static Set<String> ofOrderer(ConfigGroup group) throws Malformed {
        return known(group, ORDERER, "orderer");
    }

    static Set<String> ofApplication(ConfigGroup group) throws Malformed {
        return known(group, APPLICATION, "application");
    }

    private static Set<String> known(ConfigGroup group, Set<String> known, String whose)
            throws Malformed {
        if (!group.containsValues(VALUE)) {
            return Set.of();
        }
        Set<String> named =
                Set.copyOf(
                        Wire.parse(
                                        org.hyperledger.fabric.protos.common.Capabilities.parser(),
                                        group.getValuesOrThrow(VALUE).getValue(),
                                        "the capabilities")
                                .getCapabilitiesMap()
                                .keySet());
        for (String name : named) {
            if (!known.contains(name)) {
                throw new Malformed("the " + whose + " capability " + name + " is not supported");
            }
        }
        return named;
    }
}
