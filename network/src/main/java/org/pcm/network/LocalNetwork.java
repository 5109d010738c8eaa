package org.pcm.network;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.pcm.devnode.ClientIdentity;
import org.pcm.network.Fleet.Kind;
import org.pcm.network.Fleet.Member;
import org.pcm.network.folder.Deployment;
import org.pcm.network.folder.OrganisationFolder;
import org.pcm.network.folder.OrganisationFolder.IdentityFolder;
import org.pcm.network.folder.Settings;
import org.pcm.network.folder.Site;
import org.pcm.network.folder.Trees;
import org.pcm.network.lifecycle.Channel;
import org.pcm.network.process.MarkedProcess;
import org.pcm.network.process.NetworkFailure;
import org.pcm.network.process.NetworkProcess;
import org.pcm.network.process.Operations;
import org.pcm.network.programs.Release;

/**
 * A real Fabric network on this machine: several organisations that each run one orderer, one peer
 * and their own process of every chaincode. It runs on when this process ends, until it is told to
 * go down; brought up again on the same folder it goes on with every committed transaction.
 *
 * <pre>{@code
 * LocalNetwork network = LocalNetwork.up(
 *         LocalNetwork.Options.in(folder).withChaincode(ChaincodeProgram.of("pcm", command)),
 *         System.out::println);
 * Path profile = network.profile("pcm");
 * network.down();
 * }</pre>
 */
public final class LocalNetwork implements AutoCloseable {
    /** How long before a certificate's end to speak of it. */
    public static final Duration WARNING = Duration.ofDays(30);

    static final int FEWEST = 4;
    private static final int MOST = 7;

    private final Site site;

    /** Read once; of it only what never changes is used. */
    private final Settings founded;

    /**
     * How to bring one up.
     *
     * @param data everything it keeps; made if missing
     * @param organisations 4 to 7; 0 as many as it has, 4 for a new one
     * @param basePort the first of the ports it uses; 0 those it has, any free ones for a new one
     * @param chaincodes deployed if they are not yet
     * @param release where to have Fabric's programs from, where they are not on this machine
     */
    public record Options(
            Path data,
            int organisations,
            int basePort,
            String channel,
            List<ChaincodeProgram> chaincodes,
            Release release) {
        public Options {
            if (organisations != 0 && (organisations < FEWEST || organisations > MOST)) {
                throw new IllegalArgumentException(
                        "a network has " + FEWEST + " to " + MOST + " organisations");
            }
            chaincodes = List.copyOf(chaincodes);
        }

        /** The usual: four organisations, any free ports, channel {@code pcm}, no chaincode. */
        public static Options in(Path data) {
            return new Options(data, 0, 0, "pcm", List.of(), Release.usual());
        }

        public Options withOrganisations(int count) {
            return new Options(data, count, basePort, channel, chaincodes, release);
        }

        public Options withBasePort(int port) {
            return new Options(data, organisations, port, channel, chaincodes, release);
        }

        public Options withRelease(Release other) {
            return new Options(data, organisations, basePort, channel, chaincodes, other);
        }

        /** Adds a chaincode. */
        public Options withChaincode(ChaincodeProgram program) {
            List<ChaincodeProgram> all = new ArrayList<>(chaincodes);
            all.add(program);
            return new Options(data, organisations, basePort, channel, all, release);
        }
    }

    private LocalNetwork(Site site, Settings settings) {
        this.site = site;
        this.founded = settings;
    }

    /**
     * Brings a network up: makes a new one, or starts what is missing of an old one. When that
     * fails, nothing is left of a new one and an old one is as it was.
     *
     * @param progress told of every step
     * @throws IOException saying what failed, with the last lines of its log
     */
    public static LocalNetwork up(Options options, Consumer<String> progress)
            throws IOException, InterruptedException {
        Site site = new Site(options.data());
        FabricPrograms programs = FabricPrograms.findOrDownload(options.release(), progress);
        boolean folderIsNew = !Files.exists(site.root());
        try {
            SiteLock.alone(site, () -> new Start(site, programs, options, progress).run());
            return new LocalNetwork(site, settings(site));
        } catch (IOException | InterruptedException | RuntimeException e) {
            if (folderIsNew && Settings.read(site).isEmpty()) {
                Trees.delete(site.root());
            }
            throw e;
        }
    }

    /** The network in a folder, whether it runs or not; empty when there is none. */
    public static Optional<LocalNetwork> in(Path data) throws IOException {
        Site site = new Site(data);
        return Settings.read(site).map(settings -> new LocalNetwork(site, settings));
    }

    /** As its folder says now: another command may have changed it since this object was made. */
    private Settings settings() throws IOException {
        return settings(site);
    }

    private static Settings settings(Site site) throws IOException {
        return Settings.read(site)
                .orElseThrow(() -> new NetworkFailure("there is no network in " + site.root()));
    }

    /** Deploys a further chaincode on the running network, unless one of that name is there. */
    public void deploy(ChaincodeProgram program, Consumer<String> progress)
            throws IOException, InterruptedException {
        change(
                progress,
                work -> {
                    if (work.settings().chaincode(program.name()).isEmpty()) {
                        new Definitions(work).deploy(program);
                    }
                });
    }

    /**
     * Replaces a chaincode on the running network by another version, without a moment in which
     * calls find none. Before, whatever is not well is healed, as {@link #up} does.
     */
    public void upgrade(ChaincodeProgram program, Consumer<String> progress)
            throws IOException, InterruptedException {
        change(progress, work -> new Definitions(work).upgrade(program));
    }

    /** Something done to a running network. */
    private interface Change {
        void by(Undertaking work) throws IOException, InterruptedException;
    }

    private void change(Consumer<String> progress, Change change)
            throws IOException, InterruptedException {
        SiteLock.alone(
                site,
                () -> {
                    Undertaking work = new Undertaking(site, settings(), progress);
                    try {
                        new Revival(work).run();
                        change.by(work);
                    } catch (IOException | InterruptedException | RuntimeException e) {
                        work.takeBack();
                        throw e;
                    }
                });
    }

    /** Stops all processes; what they keep stays. Twice is harmless. */
    public void down() throws IOException, InterruptedException {
        SiteLock.alone(site, () -> MarkedProcess.stop(MarkedProcess.all(site)));
    }

    /** As {@link #down}. */
    @Override
    public void close() throws IOException {
        try {
            down();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Deletes everything it keeps; it must be down. */
    public void clean() throws IOException {
        if (isRunning()) {
            throw new NetworkFailure("the network in " + site.root() + " runs; take it down first");
        }
        Trees.delete(site.root());
    }

    /** Whether any of its processes runs. */
    public boolean isRunning() throws IOException {
        for (MarkedProcess process : MarkedProcess.all(site)) {
            if (process.pid().isPresent()) {
                return true;
            }
        }
        return false;
    }

    /** How every process is. */
    public List<ProcessStatus> status() throws IOException, InterruptedException {
        List<ProcessStatus> all = new ArrayList<>();
        for (Member member : fleet().members()) {
            OptionalLong pid = member.process().pid();
            Optional<String> problem =
                    pid.isPresent() ? member.whyUnhealthy() : Optional.of("does not run");
            OptionalLong height =
                    pid.isEmpty() || member.kind() == Kind.CHAINCODE
                            ? OptionalLong.empty()
                            : Operations.height(member.port(), founded.channel());
            all.add(new ProcessStatus(member.process().name(), pid, height, problem));
        }
        return all;
    }

    /** Certificates that end within {@link #WARNING}. */
    public List<EndingCertificate> endingCertificates(Instant now) throws IOException {
        return EndingCertificate.within(WARNING, now, site, founded.organisations());
    }

    private Fleet fleet() throws IOException {
        return new Fleet(site, settings());
    }

    /** All processes, in the order of {@link #status}. */
    public List<NetworkProcess> processes() throws IOException {
        return fleet().members().stream().map(Member::process).toList();
    }

    /**
     * A process by its name: {@code orderer1}, {@code peer1}, {@code chaincode1} and so on, and
     * {@code NAME-1} and so on for chaincodes after the first.
     */
    public NetworkProcess process(String name) throws IOException {
        return fleet().process(name)
                .orElseThrow(
                        () -> new NetworkFailure("no process of the network is called " + name));
    }

    /** The first organisation's profile for a chaincode. */
    public Path profile(String chaincode) throws IOException {
        return profile(1, chaincode);
    }

    /** An organisation's connection profile for a chaincode, written anew (docs/gateway.md). */
    public Path profile(int organisation, String chaincode) throws IOException {
        return new ConnectionProfile(site, founded, organisation, chaincode).write();
    }

    /** The genesis block's hash in hex: what an auditor pins. */
    public String genesisHash() throws IOException {
        return Channel.genesisHash(site);
    }

    public String channel() {
        return founded.channel();
    }

    /** How many organisations it has. */
    public int organisations() {
        return founded.organisations();
    }

    /** Its folder. */
    public Path data() {
        return site.root();
    }

    /** The chaincodes on its channel. */
    public List<Deployment> chaincodes() throws IOException {
        return settings().chaincodes();
    }

    /** Where an organisation's peer listens: host:port. */
    public String peerAddress(int organisation) {
        return Site.HOST + ":" + founded.ports().peer(organisation);
    }

    /** Where an organisation's orderer listens: host:port. */
    public String ordererAddress(int organisation) {
        return Site.HOST + ":" + founded.ports().orderer(organisation);
    }

    /** The certificate that signed an organisation's TLS certificates, as PEM. */
    public Path tlsRoot(int organisation) {
        return site.organisation(organisation).tlsRoot();
    }

    /** An administrator of an organisation. */
    public ClientIdentity adminIdentity(int organisation) {
        OrganisationFolder org = site.organisation(organisation);
        return identity(org, org.admin());
    }

    /** An ordinary client of an organisation. */
    public ClientIdentity clientIdentity(int organisation) {
        OrganisationFolder org = site.organisation(organisation);
        return identity(org, org.user());
    }

    private static ClientIdentity identity(OrganisationFolder org, IdentityFolder member) {
        return new ClientIdentity(org.mspId(), member.certificate(), member.key());
    }

    /** The MSP ids of the organisations. */
    public List<String> endorsers() {
        return IntStream.rangeClosed(1, founded.organisations())
                .mapToObj(number -> site.organisation(number).mspId())
                .toList();
    }

    /** How many blocks an organisation's peer has; empty when it does not answer. */
    public OptionalLong height(int organisation) throws InterruptedException {
        return Operations.height(founded.ports().peerOperations(organisation), founded.channel());
    }

    /**
     * Which organisation's orderer leads, as most of those say that answer; empty when none does.
     */
    public OptionalInt leader() throws InterruptedException {
        Map<Integer, Integer> votes = new TreeMap<>();
        for (int number = 1; number <= founded.organisations(); number++) {
            Operations.leader(founded.ports().ordererOperations(number), founded.channel())
                    .ifPresent(leader -> votes.merge(leader, 1, Integer::sum));
        }
        return votes.entrySet().stream()
                .max(Map.Entry.comparingByValue())
                .map(most -> OptionalInt.of(most.getKey()))
                .orElse(OptionalInt.empty());
    }
}
