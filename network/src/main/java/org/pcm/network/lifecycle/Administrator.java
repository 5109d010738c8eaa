package org.pcm.network.lifecycle;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.pcm.network.folder.OrganisationFolder;
import org.pcm.network.folder.Settings;
import org.pcm.network.folder.Site;
import org.pcm.network.process.Command;

/** Runs Fabric's commands as the administrator of one organisation, at its own nodes. */
final class Administrator {
    private final Site site;
    private final Settings settings;
    private final OrganisationFolder org;

    Administrator(Site site, Settings settings, int organisation) {
        this.site = site;
        this.settings = settings;
        this.org = site.organisation(organisation);
    }

    OrganisationFolder organisation() {
        return org;
    }

    private String program(String name) {
        return Path.of(settings.programs()).resolve(name).toString();
    }

    /** The {@code peer} command. */
    Command peer(List<String> arguments) {
        List<String> line = new ArrayList<>(List.of(program("peer")));
        line.addAll(arguments);
        return new Command(
                line,
                Map.of(
                        "FABRIC_CFG_PATH", org.peer().root().toString(),
                        "FABRIC_LOGGING_SPEC", "error",
                        "CORE_PEER_MSPCONFIGPATH", org.admin().msp().toString(),
                        "CORE_PEER_ADDRESS", peerAddress(org.number())));
    }

    String peerAddress(int organisation) {
        return Site.HOST + ":" + settings.ports().peer(organisation);
    }

    /** The {@code osnadmin} command, which knows its user by the TLS certificate. */
    Command orderer(List<String> arguments) {
        List<String> line = new ArrayList<>(List.of(program("osnadmin")));
        line.addAll(arguments);
        line.addAll(
                List.of(
                        "--orderer-address",
                        Site.HOST + ":" + settings.ports().ordererAdmin(org.number()),
                        "--ca-file",
                        org.tlsRoot().toString(),
                        "--client-cert",
                        org.orderer().tlsCertificate().toString(),
                        "--client-key",
                        org.orderer().tlsKey().toString()));
        return new Command(line, Map.of());
    }

    /**
     * How the {@code peer} command reaches an orderer: the organisation's own at the first attempt,
     * then each other in turn, for one that has just come back may accept what it does not pass on.
     *
     * @param attempt from 0
     */
    List<String> atOrderer(int attempt) {
        int number = (org.number() - 1 + attempt) % settings.organisations() + 1;
        return List.of(
                "--orderer",
                Site.HOST + ":" + settings.ports().orderer(number),
                "--tls",
                "--cafile",
                site.organisation(number).tlsRoot().toString());
    }

    /** How the {@code peer} command reaches the peers of all organisations. */
    List<String> atAllPeers() {
        List<String> arguments = new ArrayList<>();
        for (int number = 1; number <= settings.organisations(); number++) {
            arguments.addAll(
                    List.of(
                            "--peerAddresses",
                            peerAddress(number),
                            "--tlsRootCertFiles",
                            site.organisation(number).tlsRoot().toString()));
        }
        return arguments;
    }
}
