package org.pcm.network;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.pcm.network.folder.Deployment;
import org.pcm.network.folder.OrganisationFolder;
import org.pcm.network.folder.OrganisationFolder.ChaincodeFolder;
import org.pcm.network.folder.OrganisationFolder.IdentityFolder;
import org.pcm.network.folder.Ports;
import org.pcm.network.folder.Settings;
import org.pcm.network.folder.Site;
import org.pcm.network.lifecycle.Deploying;
import org.pcm.network.process.Launch;
import org.pcm.network.process.LogKeeper;
import org.pcm.network.process.NetworkProcess;
import org.pcm.network.process.Operations;

/**
 * All processes of a network: {@code orderer1}, {@code peer1}, {@code chaincode1} and so on, one of
 * each an organisation. Chaincodes after the first are called {@code NAME-1} and so on.
 */
record Fleet(Site site, Settings settings) {
    /** Orderers warn of every client that has what it wanted and leaves. */
    private static final String ORDERER_LOGGING =
            "warning:orderer.common.broadcast=error:orderer.common.deliver=error:comm.grpc.server=error";

    private static final String PEER_LOGGING = "warning:comm.grpc.server=error";

    /** A process, whose it is, what it is for, and where to ask how it is. */
    record Member(NetworkProcess process, int organisation, Kind kind, int port) {
        /**
         * Why it is not well; empty when it is. A node says that it is healthy before it listens
         * everywhere, so every port is tried.
         */
        Optional<String> whyUnhealthy() throws InterruptedException {
            for (int each : process.launch().ports()) {
                Optional<String> silent = Operations.whyNotListening(each);
                if (silent.isPresent()) {
                    return silent;
                }
            }
            return switch (kind) {
                case ORDERER, PEER -> Operations.whyUnhealthy(port);
                case CHAINCODE -> Optional.empty();
            };
        }
    }

    /** What a process is for. */
    enum Kind {
        ORDERER,
        PEER,
        CHAINCODE
    }

    NetworkProcess logKeeper() {
        return LogKeeper.of(site);
    }

    List<Member> nodes() {
        List<Member> all = new ArrayList<>();
        numbers().forEach(number -> all.add(orderer(number)));
        all.addAll(peers());
        return all;
    }

    List<Member> peers() {
        return numbers().stream().map(this::peer).toList();
    }

    /** All but the log keeper. */
    List<Member> members() throws IOException {
        List<Member> all = new ArrayList<>(nodes());
        all.addAll(chaincodes());
        return all;
    }

    /** All processes of chaincodes in force. */
    List<Member> chaincodes() throws IOException {
        List<Member> all = new ArrayList<>();
        for (Deployment deployment : settings.chaincodes()) {
            all.addAll(chaincodes(deployment));
        }
        return all;
    }

    /** What all that should run are called. */
    List<String> names() throws IOException {
        List<String> all = new ArrayList<>(List.of(logKeeper().name()));
        members().forEach(member -> all.add(member.process().name()));
        return all;
    }

    private List<Integer> numbers() {
        return IntStream.rangeClosed(1, settings.organisations()).boxed().toList();
    }

    private Member orderer(int number) {
        Ports ports = settings.ports();
        return node(
                number,
                Kind.ORDERER,
                "orderer" + number,
                site.organisation(number).orderer(),
                List.of("orderer"),
                ORDERER_LOGGING,
                List.of(
                        ports.ordererOperations(number),
                        ports.orderer(number),
                        ports.ordererAdmin(number)));
    }

    private Member peer(int number) {
        Ports ports = settings.ports();
        return node(
                number,
                Kind.PEER,
                "peer" + number,
                site.organisation(number).peer(),
                List.of("peer", "node", "start"),
                PEER_LOGGING,
                List.of(
                        ports.peerOperations(number),
                        ports.peer(number),
                        ports.peerChaincode(number)));
    }

    private Member node(
            int organisation,
            Kind kind,
            String name,
            IdentityFolder folder,
            List<String> program,
            String logging,
            List<Integer> ports) {
        List<String> command = new ArrayList<>(program);
        command.set(0, Path.of(settings.programs()).resolve(program.get(0)).toString());
        Map<String, String> environment =
                Map.of("FABRIC_CFG_PATH", folder.root().toString(), "FABRIC_LOGGING_SPEC", logging);
        Launch launch = new Launch(command, environment, folder.root(), ports);
        return new Member(new NetworkProcess(name, site, launch), organisation, kind, ports.get(0));
    }

    /** Every organisation's process of a chaincode; its packages must have been made. */
    List<Member> chaincodes(Deployment deployment) throws IOException {
        List<Member> all = new ArrayList<>();
        for (int number : numbers()) {
            OrganisationFolder org = site.organisation(number);
            ChaincodeFolder folder = org.chaincode(deployment.label());
            Map<String, String> environment = new HashMap<>(deployment.environment());
            environment.put(
                    "CORE_CHAINCODE_ID_NAME", Deploying.packageId(site, number, deployment));
            environment.put("CHAINCODE_SERVER_ADDRESS", Site.HOST + ":" + deployment.port(number));
            environment.put("CHAINCODE_TLS_CERT", folder.certificate().toString());
            environment.put("CHAINCODE_TLS_KEY", folder.key().toString());
            environment.put("CHAINCODE_CLIENT_CA_CERT", org.tlsRoot().toString());
            environment.put("PCM_ORGANISATION", "" + number);
            Launch launch =
                    new Launch(
                            deployment.command(),
                            environment,
                            folder.root(),
                            List.of(deployment.port(number)));
            all.add(
                    new Member(
                            new NetworkProcess(fileName(deployment, number), site, launch),
                            number,
                            Kind.CHAINCODE,
                            deployment.port(number)));
        }
        return all;
    }

    /** A new definition's processes run beside the old one's, so their names differ. */
    private String fileName(Deployment deployment, int number) {
        String name = name(deployment, number);
        return deployment.sequence() == 1 ? name : name + "." + deployment.sequence();
    }

    private String name(Deployment deployment, int number) {
        boolean first =
                settings.chaincodes().isEmpty()
                        || settings.chaincodes().get(0).name().equals(deployment.name());
        return (first ? "chaincode" : deployment.name() + "-") + number;
    }

    /** A process by its name; a chaincode's is that of the definition in force. */
    Optional<NetworkProcess> process(String name) throws IOException {
        for (Deployment deployment : settings.chaincodes()) {
            for (int number : numbers()) {
                if (name(deployment, number).equals(name)) {
                    return Optional.of(chaincodes(deployment).get(number - 1).process());
                }
            }
        }
        return members().stream()
                .map(Member::process)
                .filter(process -> process.name().equals(name))
                .findFirst();
    }
}
