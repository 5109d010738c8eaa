package org.pcm.network.folder;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * How a network was set up, kept in its folder.
 *
 * @param established whether the channel stands; a folder in which it does not is a start that was
 *     cut short
 * @param programs the folder of Fabric's programs it runs
 * @param chaincodes in the order in which they came
 */
public record Settings(
        int organisations,
        int basePort,
        String channel,
        String programs,
        boolean established,
        List<Deployment> chaincodes) {
    private static final ObjectMapper JSON =
            new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

    public Settings {
        chaincodes = List.copyOf(chaincodes);
    }

    /** What a folder says; empty when it is no network's. */
    public static Optional<Settings> read(Site site) throws IOException {
        if (!Files.exists(site.settings())) {
            return Optional.empty();
        }
        try {
            return Optional.of(JSON.readValue(site.settings().toFile(), Settings.class));
        } catch (com.fasterxml.jackson.core.JsonProcessingException e) {
            throw new IOException(
                    site.settings() + " cannot be read: " + e.getOriginalMessage(), e);
        }
    }

    /** Writes it whole or not at all. */
    public void write(Site site) throws IOException {
        Path draft = site.settings().resolveSibling("network.json.draft");
        JSON.writeValue(draft.toFile(), this);
        Files.move(
                draft,
                site.settings(),
                StandardCopyOption.ATOMIC_MOVE,
                StandardCopyOption.REPLACE_EXISTING);
    }

    public Ports ports() {
        return new Ports(basePort, organisations);
    }

    /** A chaincode by its name. */
    public Optional<Deployment> chaincode(String name) {
        return chaincodes.stream().filter(c -> c.name().equals(name)).findFirst();
    }

    /** The same, with the channel standing. */
    public Settings asEstablished() {
        return new Settings(organisations, basePort, channel, programs, true, chaincodes);
    }

    /** The same, run by the programs in another folder. */
    public Settings withPrograms(String folder) {
        return new Settings(organisations, basePort, channel, folder, established, chaincodes);
    }

    /** The same with a chaincode added, or replaced where it stood. */
    public Settings with(Deployment deployment) {
        List<Deployment> all = new ArrayList<>(chaincodes);
        all.replaceAll(c -> c.name().equals(deployment.name()) ? deployment : c);
        if (!all.contains(deployment)) {
            all.add(deployment);
        }
        return new Settings(organisations, basePort, channel, programs, established, all);
    }
}
