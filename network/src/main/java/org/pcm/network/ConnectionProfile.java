package org.pcm.network;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import org.pcm.network.folder.OrganisationFolder;
import org.pcm.network.folder.Settings;
import org.pcm.network.folder.Site;
import org.pcm.network.folder.Trees;
import org.pcm.network.lifecycle.Channel;

/**
 * Everything one organisation's gateway needs to connect, as docs/gateway.md says, written as JSON.
 * Endorsers are as many as must be: its own organisation and those that follow it.
 */
record ConnectionProfile(Site site, Settings settings, int organisation, String chaincode) {
    private static final ObjectMapper JSON =
            new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

    Path write() throws IOException {
        Trees.make(site.profiles());
        Path file = site.profiles().resolve("org" + organisation + "-" + chaincode + ".json");
        Path draft = file.resolveSibling(file.getFileName() + ".draft");
        JSON.writeValue(draft.toFile(), json());
        return Files.move(
                draft, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    private ObjectNode json() throws IOException {
        OrganisationFolder org = site.organisation(organisation);
        ObjectNode json =
                JSON.createObjectNode()
                        .put("address", address(organisation))
                        .put("tlsRoot", org.tlsRoot().toString())
                        .put("channel", settings.channel())
                        .put("chaincode", chaincode)
                        .put("mspId", org.mspId())
                        .put("certificate", org.user().certificate().toString())
                        .put("key", org.user().key().toString());
        ArrayNode endorsers = json.putArray("endorsers");
        ArrayNode peers = json.putArray("peers");
        for (int i = 0; i < settings.organisations(); i++) {
            int number = (organisation - 1 + i) % settings.organisations() + 1;
            OrganisationFolder each = site.organisation(number);
            if (i < settings.organisations() / 2 + 1) {
                endorsers.add(each.mspId());
            }
            peers.addObject()
                    .put("mspId", each.mspId())
                    .put("address", address(number))
                    .put("tlsRoot", each.tlsRoot().toString());
        }
        return json.put("genesis", Channel.genesisHash(site));
    }

    private String address(int number) {
        return Site.HOST + ":" + settings.ports().peer(number);
    }
}
