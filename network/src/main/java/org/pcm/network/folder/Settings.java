package org.pcm.network.folder;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * How a network was set up, kept in its folder.
 *
 * @param established whether the channel stands; a folder in which it does not is a start that was
 *     cut short
 * @param programs the folder of Fabric's programs it runs
 * @param chaincodes in the order in which they came
 * @param coming a definition on its way to the channel; null when there is none
 */
public record Settings(
        int organisations,
        int basePort,
        String channel,
        String programs,
        boolean established,
        List<Deployment> chaincodes,
        @Nullable Coming coming) {
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

    /** A network whose channel does not stand yet. */
    public static Settings begun(int organisations, int basePort, String channel, String programs) {
        return new Settings(organisations, basePort, channel, programs, false, List.of(), null);
    }

    /** The same, with the channel standing. */
    public Settings asEstablished() {
        return new Settings(organisations, basePort, channel, programs, true, chaincodes, coming);
    }

    /** The same, run by the programs in another folder. */
    public Settings withPrograms(String folder) {
        return new Settings(
                organisations, basePort, channel, folder, established, chaincodes, coming);
    }

    /** The same with a definition on its way, or none. */
    public Settings withComing(@Nullable Coming other) {
        return new Settings(
                organisations, basePort, channel, programs, established, chaincodes, other);
    }

    /**
     * The same with a chaincode added, or replaced where it stood; nothing is on its way any more.
     */
    public Settings with(Deployment deployment) {
        return new Settings(
                organisations,
                basePort,
                channel,
                programs,
                established,
                replaced(deployment),
                null);
    }

    /** The same where a chaincode of that name is run in another way. */
    public Settings runBy(String name, List<String> command, Map<String, String> environment) {
        UnaryOperator<Deployment> change =
                each -> each.name().equals(name) ? each.runBy(command, environment) : each;
        return new Settings(
                organisations,
                basePort,
                channel,
                programs,
                established,
                chaincodes.stream().map(change).toList(),
                coming == null ? null : coming.with(change.apply(coming.deployment())));
    }

    private List<Deployment> replaced(Deployment deployment) {
        List<Deployment> all = new ArrayList<>(chaincodes);
        all.replaceAll(each -> each.name().equals(deployment.name()) ? deployment : each);
        if (!all.contains(deployment)) {
            all.add(deployment);
        }
        return all;
    }
}
