package org.pcm.network.configuration;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.pcm.network.folder.OrganisationFolder;
import org.pcm.network.folder.OrganisationFolder.IdentityFolder;
import org.pcm.network.folder.Ports;
import org.pcm.network.folder.Site;
import org.pcm.network.folder.Trees;

/**
 * Writes the files that Fabric's programs are set up by. They name all files by their whole path,
 * so a folder that was moved only needs a new start.
 */
public record Configuration(Site site, Ports ports) {
    /** The profile in configtx.yaml. */
    public static final String PROFILE = "Network";

    private static final String HOST = "host";

    /** The channel's first configuration, which configtxgen makes a block of. */
    public void writeChannel() throws IOException {
        Trees.make(site.channel());
        StringBuilder organisations = new StringBuilder();
        StringBuilder consenters = new StringBuilder();
        for (int number = 1; number <= ports.organisations(); number++) {
            Map<String, Object> values = member(number);
            organisations.append(Template.fill("organisation.yaml", values));
            consenters.append(Template.fill("consenter.yaml", values));
        }
        Files.writeString(
                site.channel().resolve("configtx.yaml"),
                Template.fill(
                        "configtx.yaml",
                        Map.of(
                                "organisations",
                                organisations,
                                "consenters",
                                consenters,
                                "application",
                                references("*application"),
                                "ordering",
                                references("*ordering"))));
    }

    private String references(String prefix) {
        return IntStream.rangeClosed(1, ports.organisations())
                .mapToObj(number -> prefix + number)
                .collect(Collectors.joining(", "));
    }

    private Map<String, Object> member(int number) {
        OrganisationFolder org = site.organisation(number);
        Map<String, Object> values = new HashMap<>();
        values.put("number", number);
        values.put("mspId", org.mspId());
        values.put("msp", org.msp());
        values.put(HOST, Site.HOST);
        values.put("peerPort", ports.peer(number));
        values.put("ordererPort", ports.orderer(number));
        values.put("tlsCertificate", org.orderer().tlsCertificate());
        values.put("certificate", org.orderer().certificate());
        return values;
    }

    /** What the nodes of all organisations read, and the builder that peers run. */
    public void writeNodes() throws IOException {
        for (int number = 1; number <= ports.organisations(); number++) {
            OrganisationFolder org = site.organisation(number);
            write("orderer.yaml", org.orderer(), orderer(org));
            write("core.yaml", org.peer(), peer(org));
        }
        writeBuilder();
    }

    private static void write(String name, IdentityFolder node, Map<String, Object> values)
            throws IOException {
        Trees.make(node.data());
        Files.writeString(node.root().resolve(name), Template.fill(name, values));
    }

    private Map<String, Object> orderer(OrganisationFolder org) {
        Map<String, Object> values = node(org, org.orderer());
        values.put("port", ports.orderer(org.number()));
        values.put("adminPort", ports.ordererAdmin(org.number()));
        values.put("operationsPort", ports.ordererOperations(org.number()));
        return values;
    }

    private Map<String, Object> peer(OrganisationFolder org) {
        Map<String, Object> values = node(org, org.peer());
        values.put("port", ports.peer(org.number()));
        values.put("chaincodePort", ports.peerChaincode(org.number()));
        values.put("operationsPort", ports.peerOperations(org.number()));
        values.put("builder", site.builder());
        return values;
    }

    private static Map<String, Object> node(OrganisationFolder org, IdentityFolder node) {
        Map<String, Object> values = new HashMap<>();
        values.put("number", org.number());
        values.put(HOST, Site.HOST);
        values.put("mspId", org.mspId());
        values.put("msp", node.msp());
        values.put("tlsCertificate", node.tlsCertificate());
        values.put("tlsKey", node.tlsKey());
        values.put("tlsRoot", org.tlsRoot());
        values.put("data", node.data());
        return values;
    }

    private void writeBuilder() throws IOException {
        Path bin = Trees.make(site.builder().resolve("bin"));
        for (String name : List.of("detect", "build", "release")) {
            Path program = bin.resolve(name);
            Files.writeString(program, Template.read(name));
            Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwx------"));
        }
    }
}
